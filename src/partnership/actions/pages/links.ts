import type { Crumb } from '../../../platform/web/page.tsx';

/** The work list. */
export const WORK = '/work';
/** Below which each action has its page. */
export const ACTIONS = '/work/actions';
/** The list of recommendations. */
export const RECOMMENDATIONS = '/work/recommendations';
/** How actions are chased. */
export const CHASING_PAGE = '/work/chasing';

/** Address of one action. */
export function actionHref(id: string): string {
  return `${ACTIONS}/${id}`;
}

/** Address of one recommendation. */
export function recommendationHref(id: string): string {
  return `${RECOMMENDATIONS}/${id}`;
}

/** Pages above the one that is shown. */
export function crumbs(...further: readonly Crumb[]): Crumb[] {
  return [{ text: 'Home', href: '/' }, { text: 'Work', href: WORK }, ...further];
}

/** Address of the record from which an action or recommendation came, where Kith has a page for it. */
export function originHref(origin: { kind: string; id: string | null }): string | null {
  if (origin.id === null) return null;
  if (origin.kind === 'practice-review') return `/learning/reviews/${encodeURIComponent(origin.id)}`;
  return origin.kind === 'audit' ? `/learning/audits/${encodeURIComponent(origin.id)}` : null;
}
