import type { VNode } from 'preact';
import { dateInWords, londonDate } from '../../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Button, Input, NotificationBanner, Radios } from '../../../platform/web/govuk/index.ts';
import { DateField, Form, PageHeading, ProblemSummary, problemAt, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { RELATIONS, type Relation } from '../relation.ts';
import { ACCOUNT_CRUMBS } from './crumbs.ts';

const DONE = {
  declared: 'That is kept. From now on you meet them in no record.',
  withdrawn:
    'That is withdrawn. Records with them stay kept from you for four more weeks. Your agency’s assurance lead is told that you withdrew somebody, and not whom.',
} as const;

/** What was just done on the page of relations. */
export type RelationsDone = keyof typeof DONE;

/** People close to the person, so that they never meet them in a record: `/account/relations`. */
export function RelationsPage(props: {
  relations: readonly Relation[];
  values: TypedValues;
  problems: readonly FormProblem[];
  done: RelationsDone | null;
}): VNode {
  const { relations, values, problems } = props;
  return (
    <Page title="People close to you" breadcrumbs={ACCOUNT_CRUMBS} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {props.done ? <NotificationBanner type="success">{DONE[props.done]}</NotificationBanner> : null}
          <ProblemSummary problems={problems} />
          <PageHeading
            title="People close to you"
            lede="Family, friends and neighbours in this area. Kith keeps every record in which one of them appears from you, and never shows you that there is one."
          />
          <p class="govuk-body">
            Nobody else reads this list. It protects them, and it protects you: a record about somebody close to you is
            for a colleague. Whom you withdraw goes on to count for four weeks. Names are compared without regard to
            capitals, accents and middle names.
          </p>
          <Section title="Whom you have declared" id="declared">
            {relations.length === 0 ? <p class="govuk-body">Nobody yet.</p> : null}
            <ul class="kith-list">
              {relations.map((one) => (
                <li key={one.id}>
                  <strong>{one.name}</strong>
                  <span class="kith-list__about">
                    {one.relation}, {one.born === null ? 'date of birth not given' : `born ${dateInWords(one.born)}`}.
                    Declared on {dateInWords(londonDate(one.declaredAt))}.
                  </span>
                  <Form action={`/account/relations/${one.id}/withdraw`}>
                    <Button classes="govuk-button--secondary">
                      Withdraw<span class="govuk-visually-hidden"> {one.name}</span>
                    </Button>
                  </Form>
                </li>
              ))}
            </ul>
          </Section>
          <Section title="Declare somebody" id="declare">
            <Form action="/account/relations">
              <Input
                name="name"
                label={{ text: 'Their first name and last name', classes: 'govuk-label--m' }}
                errorMessage={problemAt(problems, 'name')}
                value={typedText(values, 'name')}
                autocomplete="off"
              />
              <DateField
                name="born"
                label="Date of birth (optional)"
                hint="With it Kith does not keep records of somebody else of the same name from you."
                values={values}
                problems={problems}
              />
              <Radios
                name="relation"
                fieldset={{ legend: { text: 'What are they to you?', classes: 'govuk-fieldset__legend--m' } }}
                errorMessage={problemAt(problems, 'relation')}
                value={typedText(values, 'relation')}
                items={RELATIONS.map((one) => ({ value: one, text: one }))}
              />
              <Button preventDoubleClick>Declare them</Button>
            </Form>
          </Section>
        </div>
      </div>
    </Page>
  );
}
