import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAgencies } from '../../directory/index.ts';
import type { Deps } from '../../platform/module.ts';
import { type Form, textOf } from '../../platform/web/checked-form.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { type Acting, type Answer, guarded } from '../../platform/web/route.ts';
import { type FieldVersion, seenMarks } from '../../platform/web/two-versions.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { getDraft } from './at-budget.ts';
import { answerDone, CHANGE } from './budget-routes.ts';
import {
  contributionForm,
  contributionValues,
  lineForm,
  lineValues,
  newContributionForm,
  newLineForm,
  readContribution,
  readLine,
  readWords,
  takeOutForm,
  wordsForm,
  wordValues,
} from './form.ts';
import { type Began, ContributionPage, LinePage, ReasonPage, TwoVersionsPage, WordsPage } from './pages/form-pages.tsx';
import { BUDGETS, budgetHref } from './pages/links.ts';
import {
  addContribution,
  addLine,
  agenciesOfYear,
  changeContribution,
  changeLine,
  changeWords,
  openContribution,
  openLine,
  openWords,
  type Saved,
  takeOut,
} from './plan.ts';
import { BUDGET } from './policy.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const part = z.object({ id: z.uuid(), part: z.uuid() });
const MISTYPED = { code: 'budget.form', says: 'Filled in a form of a budget; nothing was saved' };
const MET_ANOTHER = {
  code: 'budget.two-versions',
  says: 'Was shown two versions of a budget to choose from; nothing was saved',
};

/** Writing a budget: lines and contributions of a draft, and what is said of the year in words. */
export function planRoutes(app: FastifyInstance, deps: Deps): void {
  lineRoutes(app, deps);
  contributionRoutes(app, deps);
  takeOutRoutes(app, deps, 'line');
  takeOutRoutes(app, deps, 'contribution');
  wordRoutes(app, deps);
}

/** The version that a form began with: what it says itself, else what is stored. */
function beganWith(values: TypedValues | null, stored: { version: number; fields: readonly FieldVersion[] }): Began {
  return {
    number: typedText(values, 'version') ?? String(stored.version),
    seen: typedText(values, 'seen') ?? seenMarks(stored.fields),
  };
}

/** What a change answers: back to the budget, the form again, or two versions to choose from. */
async function answerSaved(
  acting: Acting,
  { id, action, body }: { id: string; action: string; body: TypedValues },
  saved: Saved,
  form: (problems: readonly FormProblem[]) => Promise<{ page: ReturnType<typeof LinePage> }>,
): Promise<Answer> {
  const record = { kind: BUDGET, id };
  if ('differences' in saved) {
    acting.note({ ...MET_ANOTHER, record });
    const began = { number: String(saved.version), seen: textOf(body, 'seen') };
    const props = { ...saved, budget: { id, year: '' }, values: body, began, action };
    return { page: TwoVersionsPage(props), status: saved.problems.length > 0 ? 400 : 409 };
  }
  if ('problems' in saved) {
    acting.note({ ...MISTYPED, record });
    return { ...(await form(saved.problems)), status: 400 };
  }
  return answerDone(acting, id, saved.changes.length > 0 ? 'saved' : 'unchanged', saved.changes);
}

/** Routes of a part of the plan: a form for a new one, and one that changes it. */
function partRoutes(
  app: FastifyInstance,
  of: {
    path: 'lines' | 'contributions';
    called: string;
    newForm: Form;
    form: Form;
    newPage: (
      acting: Acting,
      id: string,
      values: TypedValues,
      problems: readonly FormProblem[],
    ) => Promise<{ page: ReturnType<typeof LinePage> }>;
    page: (
      acting: Acting,
      at: { id: string; part: string },
      values: TypedValues | null,
      problems: readonly FormProblem[],
    ) => Promise<{ page: ReturnType<typeof LinePage> }>;
    add: (acting: Acting, id: string, body: TypedValues) => Promise<Saved>;
    change: (acting: Acting, at: { id: string; part: string }, body: TypedValues) => Promise<Saved>;
  },
): void {
  const { path, called, newPage, page } = of;
  const here = (id: string) => `${budgetHref(id)}/${path}`;
  const common = { permission: CHANGE, query: nothing } as const;
  guarded(app, {
    ...{ ...common, method: 'GET', url: `${BUDGETS}/:id/${path}/new`, event: 'none', params: one },
    handle: ({ params: { id }, kept, ...acting }) => newPage(acting, id, kept ?? {}, []),
  });
  guarded(app, {
    ...{ ...common, method: 'POST', url: `${BUDGETS}/:id/${path}`, params: one, body: of.newForm },
    event: { code: `budget.add-to-${path}`, says: `Added a ${called} to a budget` },
    formAt: ({ id }) => `${here(id)}/new`,
    handle: async ({ params: { id }, body, ...acting }) =>
      answerSaved(acting, { id, action: here(id), body }, await of.add(acting, id, body), (problems) =>
        newPage(acting, id, body, problems),
      ),
    invalid: ({ params: { id }, values, problems, ...acting }) => newPage(acting, id, values, problems),
  });
  const url = `${BUDGETS}/:id/${path}/:part`;
  guarded(app, {
    ...{ ...common, method: 'GET', url, event: 'none', params: part },
    handle: ({ params, kept, ...acting }) => page(acting, params, kept, []),
  });
  guarded(app, {
    ...{ ...common, method: 'POST', url, params: part, body: of.form },
    event: { code: `budget.change-${path}`, says: `Changed a ${called} of a budget` },
    formAt: (at) => `${here(at.id)}/${at.part}`,
    handle: async ({ params, body, ...acting }) => {
      const action = `${here(params.id)}/${params.part}`;
      const saved = await of.change(acting, params, body);
      return answerSaved(acting, { id: params.id, action, body }, saved, (problems) =>
        page(acting, params, body, problems),
      );
    },
    invalid: ({ params, values, problems, ...acting }) => page(acting, params, values, problems),
  });
}

function lineRoutes(app: FastifyInstance, deps: Deps): void {
  partRoutes(app, {
    ...{ path: 'lines', called: 'line', newForm: newLineForm, form: lineForm },
    newPage: async (acting, id, values, problems) => {
      const budget = await getDraft(workOf(acting, deps), id);
      return { page: LinePage({ budget, values, problems, part: null, began: null }) };
    },
    page: async (acting, at, values, problems) => {
      const opened = await openLine(workOf(acting, deps), at.id, at.part);
      const began = beganWith(values, { version: opened.part.version, fields: opened.fields });
      return { page: LinePage({ ...opened, values: values ?? lineValues(opened.part), problems, began }) };
    },
    add: async (acting, id, body) => ({ changes: await addLine(workOf(acting, deps), id, readLine(body).line) }),
    change: (acting, at, body) => changeLine(workOf(acting, deps), at.id, at.part, readLine(body).line, body),
  });
}

function contributionRoutes(app: FastifyInstance, deps: Deps): void {
  partRoutes(app, {
    ...{ path: 'contributions', called: 'contribution', newForm: newContributionForm, form: contributionForm },
    newPage: async (acting, id, values, problems) => {
      const budget = await getDraft(workOf(acting, deps), id);
      const agencies = agenciesOfYear(await listAgencies(acting.trx), budget.year);
      return { page: ContributionPage({ budget, values, problems, agencies, part: null, began: null }) };
    },
    page: async (acting, at, values, problems) => {
      const opened = await openContribution(workOf(acting, deps), at.id, at.part);
      const began = beganWith(values, { version: opened.part.version, fields: opened.fields });
      const agencies = agenciesOfYear(await listAgencies(acting.trx), opened.budget.year);
      const shown = values ?? contributionValues(opened.part);
      return { page: ContributionPage({ ...opened, agencies, values: shown, problems, began }) };
    },
    add: (acting, id, body) => addContribution(workOf(acting, deps), id, readContribution(body).contribution),
    change: (acting, at, body) =>
      changeContribution(workOf(acting, deps), at.id, at.part, readContribution(body).contribution, body),
  });
}

function takeOutRoutes(app: FastifyInstance, deps: Deps, of: 'line' | 'contribution'): void {
  const path = `${of}s`;
  const url = `${BUDGETS}/:id/${path}/:part/take-out`;
  const page = async (
    acting: Acting,
    at: { id: string; part: string },
    values: TypedValues,
    problems: readonly FormProblem[],
  ) => {
    const work = workOf(acting, deps);
    const opened = of === 'line' ? await openLine(work, at.id, at.part) : await openContribution(work, at.id, at.part);
    return {
      page: ReasonPage({
        ...{ budget: opened.budget, values, problems },
        asked: {
          ...{ title: 'Take it out of the plan', button: 'Take it out', label: 'Why is it taken out?' },
          lede: `${opened.fields[0]?.value.join(' ')}. The ledger keeps what it was.`,
          ...{ action: `${budgetHref(at.id)}/${path}/${at.part}/take-out`, version: String(opened.part.version) },
        },
      }),
    };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission: CHANGE, event: 'none', params: part, query: nothing },
    handle: ({ params, kept, ...acting }) => page(acting, params, kept ?? {}, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission: CHANGE, params: part, query: nothing, body: takeOutForm },
    event: { code: `budget.take-out-${of}`, says: `Took a ${of} out of a budget` },
    formAt: (at) => `${budgetHref(at.id)}/${path}/${at.part}/take-out`,
    handle: async ({ params, body, ...acting }) => {
      const at = { partId: params.part, version: textOf(body, 'version') };
      const changes = await takeOut(workOf(acting, deps), params.id, of, at);
      return answerDone(acting, params.id, 'taken-out', changes, textOf(body, 'why'));
    },
    invalid: ({ params, values, problems, ...acting }) => page(acting, params, values, problems),
  });
}

function wordRoutes(app: FastifyInstance, deps: Deps): void {
  const url = `${BUDGETS}/:id/words`;
  const page = async (acting: Acting, id: string, values: TypedValues | null, problems: readonly FormProblem[]) => {
    const { budget, fields } = await openWords(workOf(acting, deps), id);
    const began = beganWith(values, { version: budget.version, fields });
    return { page: WordsPage({ budget, values: values ?? wordValues(budget), problems, began }) };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission: CHANGE, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission: CHANGE, params: one, query: nothing, body: wordsForm },
    event: { code: 'budget.words', says: 'Wrote what the money of a year bought and changed' },
    formAt: ({ id }) => `${budgetHref(id)}/words`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const saved = await changeWords(workOf(acting, deps), id, readWords(body), body);
      return answerSaved(acting, { id, action: `${budgetHref(id)}/words`, body }, saved, (problems) =>
        page(acting, id, body, problems),
      );
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
  });
}
