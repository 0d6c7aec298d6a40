import type { VNode } from 'preact';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { HistoryLink } from '../../../platform/history/index.ts';
import { tickedIn } from '../../../platform/web/checked-form.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import {
  Button,
  Checkboxes,
  Input,
  InsetText,
  NotificationBanner,
  Tag,
  Textarea,
} from '../../../platform/web/govuk/index.ts';
import { DataNote, Form, PageHeading, ProblemSummary, problemAt, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import {
  BUDGET_PROCESS,
  type BudgetDoing,
  type BudgetLineItem,
  type BudgetState,
  type Entry,
  FORMS,
} from '../budget.ts';
import { reversalOf } from '../figures.ts';
import { poundsInWords } from '../money.ts';
import type { BudgetView } from '../service.ts';
import { Contributions, MoneyTable, Spending, ValueForMoney } from './figure-tables.tsx';
import { BUDGETS, budgetCrumbs, budgetHref, publicHref } from './links.ts';
import { Approvals } from './public-pages.tsx';

const COLOURS: Record<BudgetState, string> = {
  ...{ draft: 'govuk-tag--grey', proposed: 'govuk-tag--yellow', agreed: 'govuk-tag--blue' },
  ...{ closed: 'govuk-tag--turquoise', published: 'govuk-tag--green' },
};

function State({ state }: { state: BudgetState }): VNode {
  return <Tag classes={COLOURS[state]}>{BUDGET_PROCESS.states[state].label}</Tag>;
}

/** Budgets for those entitled: `/partnership/budgets`. */
export function BudgetsPage(props: {
  budgets: readonly BudgetLineItem[];
  mayBegin: boolean;
  nextYear: string;
  values: TypedValues;
  problems: readonly FormProblem[];
  /** One was given up just now. */
  givenUp: boolean;
}): VNode {
  const { budgets, mayBegin, values, problems, givenUp } = props;
  return (
    <Page title="Budgets" breadcrumbs={budgetCrumbs()} hasError={problems.length > 0}>
      {givenUp ? (
        <NotificationBanner type="success">
          The budget is given up. Its year is free to be begun again.
        </NotificationBanner>
      ) : null}
      <ProblemSummary problems={problems} />
      <PageHeading
        title="Budgets"
        lede="What each year costs, who pays, what was spent. Public once it is published, and not before."
      />
      {budgets.length === 0 ? <p class="govuk-body">There is no budget yet.</p> : null}
      <ul class="kith-list">
        {budgets.map((one) => (
          <li key={one.id}>
            <a class="govuk-link" href={budgetHref(one.id)}>
              {one.year}
            </a>{' '}
            <State state={one.state} />
          </li>
        ))}
      </ul>
      {mayBegin ? (
        <Section title="Begin the budget of a year" id="begin">
          <Form action={BUDGETS}>
            <Input
              name="year"
              classes="govuk-input--width-10"
              label={{ text: 'Which year?', classes: 'govuk-label--s' }}
              hint={{ text: 'From April to March, like 2026-27.' }}
              errorMessage={problemAt(problems, 'year')}
              value={typedText(values, 'year') ?? props.nextYear}
            />
            <Checkboxes
              name="copy"
              values={tickedIn(values, 'copy')}
              errorMessage={problemAt(problems, 'copy')}
              items={[{ value: 'yes', text: 'Copy the lines and contributions of the year before' }]}
            />
            <Textarea
              name="note"
              rows={2}
              label={{ text: 'What must a reader know of this year? (optional)', classes: 'govuk-label--s' }}
              errorMessage={problemAt(problems, 'note')}
              value={typedText(values, 'note')}
            />
            <Button preventDoubleClick>Begin this budget</Button>
          </Form>
        </Section>
      ) : null}
    </Page>
  );
}

/** What was just done here, said once after it. */
export type Done = BudgetDoing | 'begun' | 'saved' | 'unchanged' | 'taken-out';

const SAYS: Record<string, string> = {
  begun: 'The draft is there. Enter what money is planned for, and what each partner contributes.',
  saved: 'It is saved.',
  unchanged: 'Nothing was changed: what you sent is what was stored.',
  'taken-out': 'It is taken out of the plan.',
};

/** One year’s money for those entitled: `/partnership/budgets/:id`. */
export function BudgetPage({ view, done }: { view: BudgetView; done: Done | null }): VNode {
  const { budget, figures, mayPlan, mayWrite, waitingFor } = view;
  const here = budgetHref(budget.id);
  return (
    <Page title={`Budget ${budget.year}`} breadcrumbs={budgetCrumbs({ id: '', year: budget.year })}>
      {done ? (
        <NotificationBanner type="success">
          {SAYS[done] ?? BUDGET_PROCESS.moves.find((move) => move.doing === done)?.says}
        </NotificationBanner>
      ) : null}
      <PageHeading caption="Money" title={`Budget ${budget.year}`} lede={BUDGET_PROCESS.states[budget.state].about} />
      <p class="govuk-body">
        <State state={budget.state} />
      </p>
      {budget.note ? <DataNote title="Read this first">{budget.note}</DataNote> : null}
      {budget.sentBackBecause && budget.state === 'draft' ? (
        <InsetText>
          <p class="govuk-body govuk-!-font-weight-bold">A partner asked for a change</p>
          <p class="govuk-body">{budget.sentBackBecause}</p>
        </InsetText>
      ) : null}
      <WhatNow view={view} />
      <Section title="What each partner contributes" id="contributions">
        <Contributions figures={figures} />
        {mayPlan ? <PlanLinks view={view} of="contributions" /> : null}
      </Section>
      <Section title="What it is for" id="spending">
        <Spending figures={figures} />
        {mayPlan ? <PlanLinks view={view} of="lines" /> : null}
      </Section>
      {budget.entries.length > 0 ? (
        <Section
          title="The book"
          id="book"
          note="Every entry. One that was wrong is taken back by another; both stand."
        >
          <Book view={view} />
          <p class="govuk-body">
            <a class="govuk-link" href={`${here}/book.csv`}>
              The book as CSV
            </a>{' '}
            or{' '}
            <a class="govuk-link" href={`${here}/book.xlsx`}>
              everything as a workbook
            </a>
          </p>
        </Section>
      ) : null}
      <Section title="Value for money" id="value">
        <ValueForMoney words={budget} />
        {mayWrite ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`${here}/words`}>
              Write what it bought and changed
            </a>
          </p>
        ) : null}
      </Section>
      <Section title="Who agreed to it" id="agreed">
        <Approvals approvals={budget.approvals} />
        {waitingFor.length > 0 ? (
          <p class="govuk-body">
            Still to agree: {new Intl.ListFormat('en-GB').format(waitingFor.map((one) => one.name))}.
          </p>
        ) : null}
      </Section>
      {budget.published ? (
        <p class="govuk-body">
          <a class="govuk-link" href={publicHref(budget.year)}>
            As everybody reads it
          </a>
        </p>
      ) : null}
      <HistoryLink href={`${here}/history`} />
    </Page>
  );
}

function PlanLinks({ view, of }: { view: BudgetView; of: 'lines' | 'contributions' }): VNode {
  const { budget } = view;
  const here = `${budgetHref(budget.id)}/${of}`;
  const parts =
    of === 'lines'
      ? budget.lines.map((one) => ({ id: one.id, name: one.title }))
      : budget.contributions.map((one) => ({
          id: one.id,
          name: `${one.contributorName}, ${FORMS[one.form].toLowerCase()}`,
        }));
  return (
    <ul class="govuk-list kith-no-print">
      {parts.map((one) => (
        <li key={one.id}>
          <a class="govuk-link" href={`${here}/${one.id}`}>
            Change “{one.name}”
          </a>
        </li>
      ))}
      <li>
        <a class="govuk-link" href={`${here}/new`}>
          {of === 'lines' ? 'Add a line' : 'Add a contribution'}
        </a>
      </li>
    </ul>
  );
}

function Book({ view }: { view: BudgetView }): VNode {
  const { budget, may } = view;
  const name = (one: Entry) =>
    budget.lines.find((line) => line.id === one.lineId)?.title ??
    `From ${budget.contributions.find((each) => each.id === one.contributionId)?.contributorName ?? 'a partner'}`;
  return (
    <MoneyTable
      caption={`Entries of ${budget.year}`}
      headings={['Day', 'What', 'Amount', 'Words', 'Recorded by']}
      numbers={new Set([2])}
    >
      {budget.entries.map((one) => {
        const back = reversalOf(one, budget.entries);
        return (
          <tr class="govuk-table__row" id={`entry-${one.id}`} key={one.id}>
            <td class="govuk-table__cell">{dateInWords(one.on)}</td>
            <th scope="row" class="govuk-table__header">
              {name(one)}
            </th>
            <td class="govuk-table__cell govuk-table__cell--numeric kith-number">{poundsInWords(one.amount)}</td>
            <td class="govuk-table__cell">
              {one.reverses === null ? one.words : `Takes an entry back: ${one.words}`}
              {back ? (
                <span class="kith-list__about">
                  Taken back on {dateInWords(back.recordedAt.toISOString().slice(0, 10))}
                </span>
              ) : null}
              {one.reverses === null && !back && may.includes('correct') ? (
                <span class="kith-list__about kith-no-print">
                  <a class="govuk-link" href={`${budgetHref(budget.id)}/entries/${one.id}/correct`}>
                    Correct<span class="govuk-visually-hidden"> “{one.words}”</span>
                  </a>
                </span>
              ) : null}
            </td>
            <td class="govuk-table__cell">{one.recordedBy}</td>
          </tr>
        );
      })}
    </MoneyTable>
  );
}

/** What this person can do now, and what stands in the way. */
function WhatNow({ view }: { view: BudgetView }): VNode | null {
  const { budget, may, missing } = view;
  const here = budgetHref(budget.id);
  const label = (doing: BudgetDoing) => BUDGET_PROCESS.moves.find((move) => move.doing === doing)?.label ?? '';
  const buttons = (['propose', 'close', 'publish'] as const).filter((one) => may.includes(one) && missing.length === 0);
  const isOffice = may.includes('take-back');
  const links = [
    ...(may.includes('record') ? [['entries/new', label('record')]] : []),
    ...(may.includes('approve') && isOffice ? [['minuted', 'Record an approval given in a meeting']] : []),
    ...(view.mayPlan ? [['give-up', 'Give this budget up: it was begun for the wrong year']] : []),
    ...(['take-back', 'send-back', 'reopen'] as const).flatMap((one) => (may.includes(one) ? [[one, label(one)]] : [])),
  ];
  if (missing.length === 0 && buttons.length === 0 && links.length === 0 && !view.isAsked) return null;
  return (
    <Section title="What you can do" id="now">
      {missing.length > 0 ? (
        <>
          <p class="govuk-body">
            {budget.state === 'draft' ? 'Before it can be put to the partners:' : 'Before it can be published:'}
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      ) : null}
      {view.isAsked ? <Button href={`${here}/approve`}>{label('approve')}</Button> : null}
      {buttons.map((one) => (
        <Form action={`${here}/${one}`} key={one}>
          <Button preventDoubleClick>{label(one)}</Button>
        </Form>
      ))}
      {links.length > 0 ? (
        <ul class="govuk-list">
          {links.map(([path, text]) => (
            <li key={path}>
              <a class="govuk-link" href={`${here}/${path}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
