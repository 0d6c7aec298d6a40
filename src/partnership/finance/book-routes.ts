import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { correctEntry, openBook, openEntry, recordEntry } from './book.ts';
import { answerDone, CHANGE } from './budget-routes.ts';
import { correctForm, correctionValues, entryForm, readCorrection, readEntry } from './form.ts';
import { CorrectPage, EntryPage } from './pages/form-pages.tsx';
import { BUDGETS, budgetHref } from './pages/links.ts';
import { BUDGET } from './policy.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const ofEntry = z.object({ id: z.uuid(), entry: z.uuid() });
const MISTYPED = { code: 'budget.form', says: 'Filled in a form of a budget; nothing was saved' };

/** The book of a year: recording money spent or received, and correcting an entry by another. */
export function bookRoutes(app: FastifyInstance, deps: Deps): void {
  recordingRoutes(app, deps);
  correctingRoutes(app, deps);
}

function recordingRoutes(app: FastifyInstance, deps: Deps): void {
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const budget = await openBook(workOf(acting, deps), id);
    return { page: EntryPage({ budget, values, problems }) };
  };
  guarded(app, {
    ...{
      method: 'GET',
      url: `${BUDGETS}/:id/entries/new`,
      permission: CHANGE,
      event: 'none',
      params: one,
      query: nothing,
    },
    handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept ?? {}, []),
  });
  guarded(app, {
    ...{
      method: 'POST',
      url: `${BUDGETS}/:id/entries`,
      permission: CHANGE,
      params: one,
      query: nothing,
      body: entryForm,
    },
    event: { code: 'budget.record', says: 'Recorded money spent or received' },
    formAt: ({ id }) => `${budgetHref(id)}/entries/new`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const work = workOf(acting, deps);
      const { year } = await openBook(work, id);
      const { entry, problems } = readEntry(body, { year, today: londonDate(deps.now()) });
      const made = problems.length > 0 ? { problems } : await recordEntry(work, id, entry);
      if ('problems' in made) {
        acting.note({ ...MISTYPED, record: { kind: BUDGET, id } });
        return { ...(await page(acting, id, body, made.problems)), status: 400 };
      }
      return answerDone(acting, id, 'record', made.changes);
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
  });
}

function correctingRoutes(app: FastifyInstance, deps: Deps): void {
  const url = `${BUDGETS}/:id/entries/:entry/correct`;
  const page = async (
    acting: Acting,
    at: { id: string; entry: string },
    values: TypedValues | null,
    problems: readonly FormProblem[],
  ) => {
    const { budget, entry } = await openEntry(workOf(acting, deps), at.id, at.entry);
    return { page: CorrectPage({ budget, entry, problems, values: values ?? correctionValues(entry) }) };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission: CHANGE, event: 'none', params: ofEntry, query: nothing },
    handle: ({ params, kept, ...acting }) => page(acting, params, kept, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission: CHANGE, params: ofEntry, query: nothing, body: correctForm },
    event: { code: 'budget.correct', says: 'Corrected an entry of a budget' },
    formAt: ({ id, entry }) => `${budgetHref(id)}/entries/${entry}/correct`,
    handle: async ({ params, body, ...acting }) => {
      const work = workOf(acting, deps);
      const { budget } = await openEntry(work, params.id, params.entry);
      const { correction, problems } = readCorrection(body, { year: budget.year, today: londonDate(deps.now()) });
      if (problems.length > 0) {
        acting.note({ ...MISTYPED, record: { kind: BUDGET, id: params.id } });
        return { ...(await page(acting, params, body, problems)), status: 400 };
      }
      const changes = await correctEntry(work, params.id, params.entry, correction);
      return answerDone(acting, params.id, 'correct', changes, correction.why);
    },
    invalid: ({ params, values, problems, ...acting }) => page(acting, params, values, problems),
  });
}
