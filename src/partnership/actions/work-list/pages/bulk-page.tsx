import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Checkboxes, ErrorSummary, Input, Radios, Textarea } from '../../../../platform/web/govuk/index.ts';
import { DateField, Form, PageHeading, ProblemSummary, problemAt } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import type { ActionRecord } from '../../action.ts';
import { crumbs, WORK } from '../../pages/links.ts';
import { timingInWords } from '../../rules.ts';
import { BULK, type BulkRefusal } from '../bulk.ts';
import { type WorkScope, workHref } from '../filter.ts';

/** Several actions are changed alike: `/work/bulk`. Nothing is done unless all of it can be. */
export function BulkPage(props: {
  actions: readonly ActionRecord[];
  values: TypedValues;
  problems: readonly FormProblem[];
  refusals: readonly BulkRefusal[];
  scope: WorkScope;
  today: PlainDate;
}): VNode {
  const { actions, values, problems, refusals, scope, today } = props;
  const back = workHref(scope);
  const refused = new Map(refusals.map(({ id, because }) => [id, because]));
  return (
    <Page title="Change several actions" breadcrumbs={crumbs()} hasError={problems.length > 0 || refusals.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          {refusals.length > 0 ? (
            <ErrorSummary
              titleText="Nothing was changed"
              descriptionText="These stand in the way. Take their ticks away and send the others again."
              errorList={refusals.map(({ reference, because }) => ({
                text: `${reference ?? 'One of them'}: ${because}`,
                href: '#id',
              }))}
            />
          ) : null}
          <PageHeading
            title="Change several actions"
            lede="All of them are changed alike, or none. The reason stands with each of them."
          />
          {actions.length === 0 ? (
            <>
              {problems.length === 0 ? <p class="govuk-body">You have ticked nothing that you can change.</p> : null}
              <p class="govuk-body">
                <a class="govuk-link" href={back}>
                  Go back and tick some
                </a>
              </p>
            </>
          ) : (
            <Form action={`${WORK}/bulk`}>
              <input type="hidden" name="scope" value={scope} />
              <Checkboxes
                name="id"
                classes="govuk-checkboxes--small"
                fieldset={{ legend: { text: 'Which ones?', classes: 'govuk-fieldset__legend--m' } }}
                errorMessage={problemAt(problems, 'id')}
                values={actions.map(({ id }) => id)}
                items={actions.map((action) => ({
                  value: action.id,
                  text: `${action.reference}: ${action.title}`,
                  hint: {
                    text: `${refused.has(action.id) ? `Stands in the way: ${refused.get(action.id)} ` : ''}${action.ownerName}, ${action.agencyName}. ${timingInWords('open', action.dueOn, today)}.`,
                  },
                }))}
              />
              <Radios
                name="bulk"
                fieldset={{ legend: { text: 'What is to be done with them?', classes: 'govuk-fieldset__legend--m' } }}
                errorMessage={problemAt(problems, 'bulk')}
                value={typedText(values, 'bulk')}
                items={Object.entries(BULK).map(([value, text]) => ({ value, text }))}
              />
              <DateField
                name="day"
                label="When are they due?"
                hint="Only for a new due date. For example, 27 3 2027"
                {...{ values, problems }}
              />
              <Input
                name="owner"
                label={{ text: 'Who takes them over?', classes: 'govuk-label--m' }}
                hint={{ text: 'Only to hand them over. Their name or email address' }}
                autocomplete="off"
                value={typedText(values, 'owner')}
                errorMessage={problemAt(problems, 'owner')}
              />
              <Textarea
                name="words"
                label={{ text: 'Why?', classes: 'govuk-label--m' }}
                rows={3}
                value={typedText(values, 'words')}
                errorMessage={problemAt(problems, 'words')}
              />
              <div class="govuk-button-group">
                <Button preventDoubleClick>Change all of them</Button>
                <a class="govuk-link" href={back}>
                  Leave them as they are
                </a>
              </div>
            </Form>
          )}
        </div>
      </div>
    </Page>
  );
}
