import type { VNode } from 'preact';
import { type HeldRole, ROLES } from '../../../../platform/access/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Input, InsetText, Radios } from '../../../../platform/web/govuk/index.ts';
import { DateField, Form, PageHeading, ProblemSummary, problemAt } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { personCrumbs, personHref } from '../../pages/links.ts';
import type { Person } from '../../person.ts';
import type { Holding } from '../holding.ts';
import { spanInWords } from '../rules.ts';

interface FormState {
  person: Person;
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** The form with which a role is given. Only roles that the one who acts may give are offered. */
export function GiveRolePage(props: FormState & { roles: readonly HeldRole[] }): VNode {
  const { person, values, problems } = props;
  return (
    <Page title={`Give ${person.name} a role`} breadcrumbs={personCrumbs(person)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={`Give ${person.name} a role`}
            caption={person.agencyName}
            lede="These are the roles that you may give. Others are given by others, so that nobody lets somebody in alone."
          />
          <InsetText>
            They sign in with the address <strong class="kith-break">{person.email}</strong>. Check that it is theirs:
            the role is for whoever opens the account. A link to it that somebody could read who may not give the role
            works no more afterwards. What was already chosen through such a link must then be chosen anew.
          </InsetText>
          <Form action={`${personHref(person)}/roles`}>
            <Radios
              name="role"
              fieldset={{ legend: { text: 'Role', classes: 'govuk-fieldset__legend--m' } }}
              errorMessage={problemAt(problems, 'role')}
              value={typedText(values, 'role')}
              items={props.roles.map((role) => ({
                value: role,
                text: ROLES[role].name,
                hint: { text: ROLES[role].about },
              }))}
            />
            <DateField
              name="from"
              label="First day of the role"
              hint="Today or later."
              values={values}
              problems={problems}
            />
            <DateField
              name="until"
              label="Last day of the role (optional)"
              hint="Leave it empty where no end is known. Cover for somebody’s leave has an end."
              values={values}
              problems={problems}
            />
            <BecauseField words="Why do they need it?" {...props} />
            <Button preventDoubleClick>Give the role</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** The form with which a role ends. */
export function EndRolePage(props: FormState & { holding: Holding }): VNode {
  const { person, holding, values, problems } = props;
  const role = ROLES[holding.role].name;
  return (
    <Page title={`End a role of ${person.name}`} breadcrumbs={personCrumbs(person)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={`End the role “${role}”`}
            caption={person.name}
            lede={`Held ${spanInWords(holding)}. That it was held stays in the history.`}
          />
          <Form action={`${personHref(person)}/roles/${holding.id}/end`}>
            <Radios
              name="when"
              fieldset={{ legend: { text: 'When does it end?', classes: 'govuk-fieldset__legend--m' } }}
              errorMessage={problemAt(problems, 'when')}
              value={typedText(values, 'when')}
              items={[
                {
                  value: 'now',
                  text: 'At once',
                  hint: { text: 'With the next page they open they no longer have it.' },
                },
                {
                  value: 'day',
                  text: 'When a day is over',
                  hint: { text: 'Enter that day below.' },
                },
              ]}
            />
            <DateField name="day" label="Last day of the role (unless at once)" values={values} problems={problems} />
            <BecauseField words="Why does it end?" {...props} />
            <Button preventDoubleClick>End the role</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

function BecauseField({ words, values, problems }: FormState & { words: string }): VNode {
  return (
    <Input
      name="because"
      label={{ text: words, classes: 'govuk-label--m' }}
      hint={{ text: 'One sentence. It stands beside the role for whoever reviews it.' }}
      errorMessage={problemAt(problems, 'because')}
      value={typedText(values, 'because')}
    />
  );
}
