import type { VNode } from 'preact';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { Button } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, TwoVersions, TypedBefore } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Difference } from '../../../platform/web/two-versions.ts';
import type { Person } from '../person.ts';
import { personCrumbs, personHref } from './links.ts';

/** Shown to whoever changed a person’s details second: both versions, to choose between. */
export function TwoVersionsPage(props: {
  /** As stored by now. */
  person: Person;
  differences: readonly Difference[];
  values: TypedValues;
  /** Checksums of what the first form was filled with. */
  seen: string;
  problems: readonly FormProblem[];
}): VNode {
  const { person, problems } = props;
  return (
    <Page title={`Two versions: ${person.name}`} breadcrumbs={personCrumbs(person)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title="Somebody else changed these details too"
            caption={person.name}
            lede="Nothing of yours is lost, and nothing is saved yet. Choose what is to stand."
          />
          <Form action={`${personHref(person)}/change`}>
            <input type="hidden" name="version" value={String(person.version)} />
            <input type="hidden" name="seen" value={props.seen} />
            <TypedBefore values={props.values} />
            <TwoVersions differences={props.differences} values={props.values} problems={problems} />
            <Button preventDoubleClick>Save what I chose</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}
