import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../../directory/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import { historyRoute } from '../../platform/history/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import type { Deps } from '../../platform/module.ts';
import { CSV_TYPE, toCsv } from '../../platform/spreadsheets/csv.ts';
import { toXlsx, XLSX_TYPE } from '../../platform/spreadsheets/workbook.ts';
import { textOf, tickedIn } from '../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, type Answer, guarded } from '../../platform/web/route.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { labelsOf } from '../../platform/workflow/index.ts';
import { BUDGET_PROCESS } from './budget.ts';
import { bookTable, financeWorkbook } from './download.ts';
import { approveForm, minutedForm, newBudgetForm, readMinuted, reasonForm } from './form.ts';
import { approve, recordApproval, type Step, take } from './moves.ts';
import { ApprovePage, MinutedPage, type ReasonAsked, ReasonPage } from './pages/form-pages.tsx';
import { BUDGETS, budgetCrumbs, budgetHref } from './pages/links.ts';
import { BudgetPage, BudgetsPage, type Done } from './pages/work-pages.tsx';
import { APPROVAL, BUDGET } from './policy.ts';
import { beginBudget, beginningProblems, listForWork, readBudget } from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const DONE = [
  ...['begun', 'saved', 'unchanged', 'taken-out', 'propose', 'take-back', 'send-back', 'approve'],
  ...['record', 'correct', 'close', 'reopen', 'publish'],
] as [Done, ...Done[]];
const done = z.object({ done: z.enum(DONE).nullable().default(null).catch(null) });

const READ = { action: 'read', kind: BUDGET } as const;
/** What keeping a budget needs. */
export const CHANGE = { action: 'change', kind: BUDGET } as const;
const APPROVE = { action: 'create', kind: APPROVAL } as const;

/** Writes what was done into the ledger and leads back to the budget. */
export function answerDone(
  acting: Acting,
  id: string,
  doing: Done,
  changes: readonly FieldChange[],
  why?: string,
): Answer {
  acting.note({ record: { kind: BUDGET, id }, changes, ...(why === undefined ? {} : { why }) });
  return { redirect: `${budgetHref(id)}?done=${doing}` };
}

/** Budgets for those entitled: the list, one, every step of the process, approvals, files. */
export function budgetRoutes(app: FastifyInstance, deps: Deps): void {
  readingRoutes(app, deps);
  historyRoute(app, {
    ...{ url: `${BUDGETS}/:id/history`, kind: BUDGET, params: one, names: namesOf },
    event: { code: 'budget.history', says: 'Read the history of the budget of a year' },
    labels: {
      ...{ year: 'Year', note: 'Note on the year', bought: 'What it bought', changed: 'What it changed' },
      ...{ evidence: 'What shows it', judgedBy: 'Judged by', state: 'Where it stands', approval: 'Agreement of' },
      ...{
        entry: 'Entry in the book',
        line: 'Line',
        contribution: 'Contribution',
        title: 'What for',
        kind: 'Kind of cost',
      },
      ...{ planned: 'Planned', words: 'Note', contributor: 'Partner', form: 'In money or in kind', agreed: 'Agreed' },
    },
    values: { state: labelsOf(BUDGET_PROCESS) },
    find: async (acting, { id }) => {
      const { budget } = await readBudget(workOf(acting, deps), id);
      const breadcrumbs = budgetCrumbs(budget);
      return { records: id, name: `the budget of ${budget.year}`, caption: 'Money', breadcrumbs };
    },
  });
  fileRoutes(app, deps);
  stepRoutes(app, deps);
  approvalRoutes(app, deps);
}

function readingRoutes(app: FastifyInstance, deps: Deps): void {
  const list = async (acting: Acting, values: TypedValues, problems: readonly FormProblem[], givenUp = false) => ({
    page: BudgetsPage({ ...(await listForWork(workOf(acting, deps))), values, problems, givenUp }),
  });
  const query = z.object({ done: z.literal('given-up').nullable().default(null).catch(null) });
  guarded(app, {
    ...{ method: 'GET', url: BUDGETS, permission: READ, params: nothing, query },
    event: { code: 'budget.list', says: 'Looked through the budgets' },
    handle: ({ kept, query: asked, ...acting }) => list(acting, kept ?? {}, [], asked.done !== null),
  });
  const today = () => londonDate(deps.now());
  guarded(app, {
    ...{
      method: 'POST',
      url: BUDGETS,
      permission: { action: 'create', kind: BUDGET },
      params: nothing,
      query: nothing,
    },
    body: newBudgetForm(today),
    event: { code: 'budget.begin', says: 'Began the budget of a year' },
    formAt: () => BUDGETS,
    handle: async ({ body, ...acting }) => {
      const given = {
        ...{ year: textOf(body, 'year'), copy: tickedIn(body, 'copy').includes('yes') },
        note: textOf(body, 'note') || null,
      };
      const problems = await beginningProblems(workOf(acting, deps), given);
      if (problems.length > 0) {
        acting.note({ code: 'budget.form', says: 'Filled in a form of the budgets; nothing was saved' });
        return { ...(await list(acting, body, problems)), status: 400 };
      }
      const { id, changes } = await beginBudget(workOf(acting, deps), given);
      return answerDone(acting, id, 'begun', changes);
    },
    invalid: ({ values, problems, ...acting }) => list(acting, values, problems),
  });
  guarded(app, {
    ...{ method: 'GET', url: `${BUDGETS}/:id`, permission: READ, params: one, query: done },
    event: { code: 'budget.read', says: 'Read the budget of a year' },
    handle: async ({ params: { id }, query, ...acting }) => {
      const view = await readBudget(workOf(acting, deps), id);
      acting.note({ record: { kind: BUDGET, id } });
      return { page: BudgetPage({ view, done: query.done }) };
    },
  });
}

function fileRoutes(app: FastifyInstance, deps: Deps): void {
  const event = { code: 'budget.download', says: 'Downloaded the book of a budget' };
  const common = { method: 'GET', permission: READ, event, params: one, query: nothing } as const;
  guarded(app, {
    ...common,
    url: `${BUDGETS}/:id/book.csv`,
    handle: async ({ params: { id }, ...acting }) => {
      const { budget } = await readBudget(workOf(acting, deps), id);
      acting.note({ record: { kind: BUDGET, id } });
      return { file: toCsv(bookTable(budget)), type: CSV_TYPE, downloadAs: `book-${budget.year}.csv` };
    },
  });
  guarded(app, {
    ...common,
    url: `${BUDGETS}/:id/book.xlsx`,
    handle: async ({ params: { id }, ...acting }) => {
      const { budget, figures } = await readBudget(workOf(acting, deps), id);
      acting.note({ record: { kind: BUDGET, id } });
      const file = await toXlsx(financeWorkbook(budget, figures, { withBook: true, asOf: deps.now() }));
      return { file, type: XLSX_TYPE, downloadAs: `money-${budget.year}.xlsx` };
    },
  });
}

const STEPS: Record<'propose' | 'close' | 'publish', string> = {
  propose: 'Put a budget to the partners',
  close: 'Closed the budget of a year',
  publish: 'Published the money of a year',
};

const REASONS: Record<'take-back' | 'send-back' | 'reopen', Omit<ReasonAsked, 'action'> & { says: string }> = {
  'take-back': {
    ...{ says: 'Took a budget back to change it', title: 'Take it back to change it', button: 'Make it a draft again' },
    ...{
      lede: 'Approvals given so far no longer count: the partners agree to the new plan.',
      label: 'Why must it change?',
    },
  },
  'send-back': {
    ...{ says: 'Asked for a change of a budget', title: 'Ask for a change', button: 'Send it back' },
    ...{
      lede: 'It becomes a draft again, and the business unit sees what you write here.',
      label: 'What should change?',
    },
  },
  reopen: {
    ...{ says: 'Opened the budget of a year again', title: 'Open the year again', button: 'Open it again' },
    ...{ lede: 'Money can be recorded again until it is closed.', label: 'Why is it opened again?' },
  },
};

function stepRoutes(app: FastifyInstance, deps: Deps): void {
  for (const [step, says] of Object.entries(STEPS) as [keyof typeof STEPS, string][]) {
    guarded(app, {
      ...{ method: 'POST', url: `${BUDGETS}/:id/${step}`, permission: CHANGE, params: one, query: nothing },
      body: z.strictObject({}),
      event: { code: `budget.${step}`, says },
      formAt: ({ id }) => budgetHref(id),
      handle: async ({ params: { id }, ...acting }) =>
        answerDone(acting, id, step, await take(workOf(acting, deps), id, step, null)),
    });
  }
  for (const [step, { says, ...asked }] of Object.entries(REASONS) as [
    keyof typeof REASONS,
    (typeof REASONS)['reopen'],
  ][]) {
    reasonRoutes(app, deps, { step, says, asked });
  }
}

function reasonRoutes(
  app: FastifyInstance,
  deps: Deps,
  { step, says, asked }: { step: Step & keyof typeof REASONS; says: string; asked: Omit<ReasonAsked, 'action'> },
): void {
  const url = `${BUDGETS}/:id/${step}`;
  const permission = step === 'send-back' ? APPROVE : CHANGE;
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const { budget } = await readBudget(workOf(acting, deps), id);
    return { page: ReasonPage({ budget, values, problems, asked: { ...asked, action: `${budgetHref(id)}/${step}` } }) };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept ?? {}, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission, params: one, query: nothing, body: reasonForm },
    event: { code: `budget.${step}`, says },
    formAt: ({ id }) => `${budgetHref(id)}/${step}`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const why = textOf(body, 'why');
      return answerDone(acting, id, step, await take(workOf(acting, deps), id, step, why), why);
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
  });
}

function approvalRoutes(app: FastifyInstance, deps: Deps): void {
  const approving = async (
    acting: Acting,
    id: string,
    values: TypedValues | null,
    problems: readonly FormProblem[],
  ) => {
    const { budget, post } = await readBudget(workOf(acting, deps), id);
    const agencyName = acting.actor.agencyName;
    return { page: ApprovePage({ budget, agencyName, problems, values: values ?? { post: post ?? '' } }) };
  };
  guarded(app, {
    ...{
      method: 'GET',
      url: `${BUDGETS}/:id/approve`,
      permission: APPROVE,
      event: 'none',
      params: one,
      query: nothing,
    },
    handle: ({ params: { id }, kept, ...acting }) => approving(acting, id, kept, []),
  });
  guarded(app, {
    ...{ method: 'POST', url: `${BUDGETS}/:id/approve`, permission: APPROVE, params: one, query: nothing },
    body: approveForm,
    event: { code: 'budget.approve', says: 'Agreed to a budget' },
    formAt: ({ id }) => `${budgetHref(id)}/approve`,
    handle: async ({ params: { id }, body, ...acting }) =>
      answerDone(acting, id, 'approve', await approve(workOf(acting, deps), id, textOf(body, 'post'))),
    invalid: ({ params: { id }, values, problems, ...acting }) => approving(acting, id, values, problems),
  });
  const today = () => londonDate(deps.now());
  const minuting = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const { budget, waitingFor } = await readBudget(workOf(acting, deps), id);
    return { page: MinutedPage({ budget, waitingFor, values, problems }) };
  };
  guarded(app, {
    ...{ method: 'GET', url: `${BUDGETS}/:id/minuted`, permission: CHANGE, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => minuting(acting, id, kept ?? {}, []),
  });
  guarded(app, {
    ...{ method: 'POST', url: `${BUDGETS}/:id/minuted`, permission: CHANGE, params: one, query: nothing },
    body: minutedForm(today),
    event: { code: 'budget.record-approval', says: 'Recorded an approval of a budget given in a meeting' },
    formAt: ({ id }) => `${budgetHref(id)}/minuted`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const { approval } = readMinuted(body, today());
      return answerDone(
        acting,
        id,
        'approve',
        await recordApproval(workOf(acting, deps), id, approval),
        approval.minutedAt,
      );
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => minuting(acting, id, values, problems),
  });
}
