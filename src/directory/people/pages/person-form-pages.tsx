import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Button, Input, InsetText, WarningText } from '../../../platform/web/govuk/index.ts';
import { DateField, Form, PageHeading, ProblemSummary, problemAt } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { type FieldVersion, seenMarks } from '../../../platform/web/two-versions.ts';
import type { Person } from '../person.ts';
import { PEOPLE, personCrumbs, personHref } from './links.ts';
import { PersonFields, type PersonFieldsProps } from './person-fields.tsx';

/** The form for a new person. */
export function NewPersonPage(props: PersonFieldsProps): VNode {
  return (
    <Page title="Invite a person" breadcrumbs={[PEOPLE]} hasError={props.problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.problems} />
          <PageHeading
            title="Invite a person"
            lede="They get a link by which they choose how to sign in. What they may do comes with the roles they are given next."
          />
          <Form action="/people">
            <PersonFields {...props} />
            <Button preventDoubleClick>Invite this person</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** The form that changes a person’s details. `seen` is what it was filled with. */
export function ChangePersonPage(
  props: PersonFieldsProps & {
    person: Person;
    version: string;
    seen: readonly FieldVersion[] | string;
    /** Why the one who asks can’t change the address, and who can; null where they can. */
    keptAddress: string | null;
  },
): VNode {
  const { person, problems, values } = props;
  return (
    <Page title={`Change details: ${person.name}`} breadcrumbs={personCrumbs(person)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title="Change details" caption={person.name} />
          {props.keptAddress === null ? null : (
            <InsetText>You can’t change the email address here. {props.keptAddress}</InsetText>
          )}
          <Form action={`${personHref(person)}/change`}>
            <input type="hidden" name="version" value={props.version} />
            <input
              type="hidden"
              name="seen"
              value={typeof props.seen === 'string' ? props.seen : seenMarks(props.seen)}
            />
            <PersonFields {...props} />
            {props.agencies.length > 1 ? (
              <WarningText>
                Whoever moves to another agency loses every role at once. The new agency gives them its own.
              </WarningText>
            ) : null}
            <Input
              name="why"
              label={{ text: 'Why are you changing these details?', classes: 'govuk-label--m' }}
              hint={{ text: 'Stands in the history beside what was changed.' }}
              errorMessage={problemAt(problems, 'why')}
              value={typedText(values, 'why')}
            />
            <Button preventDoubleClick>Save the changes</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** The form with which somebody leaves. */
export function LeavePage(props: { person: Person; values: TypedValues; problems: readonly FormProblem[] }): VNode {
  const { person, values, problems } = props;
  return (
    <Page title={`Last day of ${person.name}`} breadcrumbs={personCrumbs(person)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={`When does ${person.name} leave?`}
            lede="Their access and all their roles end when that day is over. If it is today or earlier they are signed out at once."
          />
          <Form action={`${personHref(person)}/leave`}>
            <DateField
              name="last"
              label="Last day with Kith"
              hint="For example, 27 11 2026. A day that has passed ends their access now."
              values={values}
              problems={problems}
            />
            <Input
              name="because"
              label={{ text: 'Why does their access end?', classes: 'govuk-label--m' }}
              hint={{ text: 'For example: new job in another council.' }}
              errorMessage={problemAt(problems, 'because')}
              value={typedText(values, 'because')}
            />
            <Button preventDoubleClick>Save the last day</Button>
          </Form>
          <p class="govuk-body">
            Somebody who comes back keeps their account and its history, and is given roles anew.
          </p>
        </div>
      </div>
    </Page>
  );
}
