import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { CHANGE } from './budget-routes.ts';
import { reasonForm } from './form.ts';
import { giveUp, openGivingUp } from './give-up.ts';
import { GiveUpPage, NotGivenUpPage } from './pages/give-up-page.tsx';
import { BUDGETS, budgetHref } from './pages/links.ts';
import { BUDGET } from './policy.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });

/** Giving up a budget that was begun for the wrong year. */
export function giveUpRoutes(app: FastifyInstance, deps: Deps): void {
  const url = `${BUDGETS}/:id/give-up`;
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const { budget, inTheWay } = await openGivingUp(workOf(acting, deps), id);
    if (inTheWay !== null) return { page: NotGivenUpPage({ budget, inTheWay }), status: 409 };
    return { page: GiveUpPage({ budget, values, problems }) };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission: CHANGE, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept ?? {}, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission: CHANGE, params: one, query: nothing, body: reasonForm },
    event: { code: 'budget.give-up', says: 'Gave up the budget of a year' },
    formAt: ({ id }) => `${budgetHref(id)}/give-up`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const changes = await giveUp(workOf(acting, deps), id);
      acting.note({ record: { kind: BUDGET, id }, changes, why: textOf(body, 'why') });
      return { redirect: `${BUDGETS}?done=given-up` };
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
  });
}
