import type { Crumb } from '../../../platform/web/page.tsx';

/** The published money, year by year. */
export const PUBLIC = '/partnership/finance';
/** Budgets for those entitled. */
export const BUDGETS = '/partnership/budgets';

/** Address of a published year. */
export function publicHref(year: string): string {
  return `${PUBLIC}/${year}`;
}

/** Address of a budget. */
export function budgetHref(id: string): string {
  return `${BUDGETS}/${id}`;
}

/** Pages above the published money. */
export const CRUMBS: readonly Crumb[] = [
  { text: 'Home', href: '/' },
  { text: 'Partnership', href: '/partnership' },
];

/** Pages above budgets, and above one of them where that is given. */
export function budgetCrumbs(budget?: { id: string; year: string }): Crumb[] {
  return [
    ...[...CRUMBS, { text: 'Money', href: PUBLIC }],
    ...(budget ? [{ text: 'Budgets', href: BUDGETS }] : []),
    ...(budget && budget.id !== '' ? [{ text: budget.year, href: budgetHref(budget.id) }] : []),
  ];
}
