import type { VNode } from 'preact';
import { typedText } from '../../../platform/web/form.ts';
import { Button } from '../../../platform/web/govuk/index.ts';
import {
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  TwoVersions,
  TypedBefore,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Difference } from '../../../platform/web/two-versions.ts';
import { crumbs } from '../links.ts';

/** Shown to whoever saves second: what they typed beside what is stored by now. */
export function BothVersionsPage(
  props: Filled & { action: string; back: string; version: number; differences: readonly Difference[] },
): VNode {
  const { values, problems } = props;
  return (
    <Page title="Two versions" breadcrumbs={crumbs()} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <PageHeading
        title="This was changed meanwhile"
        lede="Nothing of yours is lost, and nothing of it is saved yet. Choose what is to stand."
      />
      <Form action={props.action}>
        <input type="hidden" name="version" value={String(props.version)} />
        <input type="hidden" name="seen" value={typedText(values, 'seen') ?? ''} />
        <TypedBefore values={values} />
        <TwoVersions differences={props.differences} values={values} problems={problems} />
        <div class="govuk-button-group">
          <Button preventDoubleClick name="do" value="chosen">
            Save what I chose
          </Button>
          <Button classes="govuk-button--secondary" preventDoubleClick name="do" value="mine">
            Save everything as I typed it
          </Button>
          <a class="govuk-link" href={props.back}>
            Leave everything as it is stored
          </a>
        </div>
      </Form>
    </Page>
  );
}
