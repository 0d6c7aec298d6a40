import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Checkboxes, ErrorSummary, Input, Radios, Textarea } from '../../../../platform/web/govuk/index.ts';
import { DateField, Form, PageHeading, ProblemSummary, problemAt } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { crumbs, WORK } from '../../pages/links.ts';
import { timingInWords } from '../../rules.ts';
import { BULK, type BulkDoing, type BulkOffer, type BulkRefusal, bulkOffers, type Ticked } from '../bulk.ts';
import { hrefOfLeft, type WorkScope } from '../filter.ts';

/** Several actions are changed alike: `/work/bulk`. Nothing is done unless all of it can be. */
export function BulkPage(props: {
  actions: readonly Ticked[];
  values: TypedValues;
  problems: readonly FormProblem[];
  refusals: readonly BulkRefusal[];
  scope: WorkScope;
  /** How the list was left in which they were ticked. */
  left: string;
  today: PlainDate;
}): VNode {
  const { actions, values, problems, refusals, scope, left, today } = props;
  const back = hrefOfLeft(scope, left);
  const offers = bulkOffers(actions);
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
          {offers.length === 0 ? (
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
              <input type="hidden" name="list" value={left} />
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
              <Offers {...{ offers, values, problems }} />
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

/** What can be done with them, and what each of these needs. What can be done alone is chosen already. */
function Offers(props: { offers: readonly BulkOffer[]; values: TypedValues; problems: readonly FormProblem[] }): VNode {
  const { offers, values, problems } = props;
  const offered = (doing: BulkDoing) => offers.some((one) => one.doing === doing);
  const alone = offers.length === 1;
  return (
    <>
      <Radios
        name="bulk"
        fieldset={{ legend: { text: 'What is to be done with them?', classes: 'govuk-fieldset__legend--m' } }}
        errorMessage={problemAt(problems, 'bulk')}
        value={typedText(values, 'bulk') ?? (alone ? offers[0]?.doing : undefined)}
        items={offers.map(({ doing, notWith }) => ({
          value: doing,
          text: BULK[doing],
          ...(notWith.length === 0
            ? {}
            : {
                hint: {
                  text: `Not with ${LISTED.format(notWith)}: take ${notWith.length === 1 ? 'its tick' : 'their ticks'} away first`,
                },
              }),
        }))}
      />
      {offered('set-due') ? (
        <DateField
          name="day"
          label="When are they due?"
          hint={`${alone ? '' : 'Only for a new due date. '}For example, 27 3 2027`}
          {...{ values, problems }}
        />
      ) : null}
      {offered('hand-over') ? (
        <Input
          name="owner"
          label={{ text: 'Who takes them over?', classes: 'govuk-label--m' }}
          hint={{ text: `${alone ? 'Their' : 'Only to hand them over. Their'} name or email address` }}
          autocomplete="off"
          value={typedText(values, 'owner')}
          errorMessage={problemAt(problems, 'owner')}
        />
      ) : null}
    </>
  );
}

const LISTED = new Intl.ListFormat('en-GB');
