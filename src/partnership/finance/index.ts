/**
 * What the arrangements cost: the budget of a year, what each partner contributes, what was spent, and what that bought and
 * changed. Every amount is whole pence; entries are corrected by others and never overwritten. The business unit keeps it,
 * safeguarding partners read and agree, scrutiny reads; everybody else sees a year once it is published. Guidance: Working
 * Together 2023 on the yearly report (cost, contributions, value for money); inventory row 22.
 */
import type { Module } from '../../platform/module.ts';
import { bookRoutes } from './book-routes.ts';
import { BUDGET_PROCESS } from './budget.ts';
import { budgetRoutes } from './budget-routes.ts';
import { giveUpRoutes } from './give-up-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { financePolicy } from './policy.ts';
import { publicFinanceRoutes } from './public-routes.ts';

export { correctEntry, recordEntry } from './book.ts';
export type { Budget } from './budget.ts';
export type { BudgetFigures } from './figures.ts';
export { changeInWords, poundsInWords } from './money.ts';
export { recordApproval, take } from './moves.ts';
export { addContribution, addLine, changeWords } from './plan.ts';
export { BUDGET } from './policy.ts';
export { beginBudget, findPublished, readBudget } from './service.ts';

/** Budgets, contributions, spending, value for money. */
export const financeModule: Module = {
  name: 'partnership/finance',
  policy: financePolicy,
  processes: [BUDGET_PROCESS],
  routes: (app, deps) => {
    publicFinanceRoutes(app, deps);
    budgetRoutes(app, deps);
    planRoutes(app, deps);
    bookRoutes(app, deps);
    giveUpRoutes(app, deps);
  },
};
