import type { Crumb } from '../../../../platform/web/page.tsx';
import type { Asked } from '../reading.ts';

/** Where returns begin. */
export const RETURNS = '/returns';
/** The form that sends one. */
export const NEW_RETURN = '/returns/new';
/** How good the data is over the year. */
export const QUALITY = '/returns/quality';

/** The page of an upload. */
export function uploadHref(id: string): string {
  return `${RETURNS}/uploads/${id}`;
}

/** What an authority's own words stand for. */
export const SPELLINGS = '/returns/spellings';

/** The form that says what spellings of a return stand for. */
export function toMapHref(id: string): string {
  return `${uploadHref(id)}/spellings`;
}

/** How long what was found is kept. */
export const RETENTION_PAGE = '/returns/retention';

/** The page of a receipt. */
export function receiptHref(id: string): string {
  return `${RETURNS}/receipts/${id}`;
}

/** The way back from a page of returns. */
export function crumbs(...more: Crumb[]): Crumb[] {
  return [{ text: 'Home', href: '/' }, { text: 'Returns', href: RETURNS }, ...more];
}

/** What of the findings is asked for, as the address says it; what is as usual is left out. */
export function askedQuery(asked: Partial<Asked>): string {
  const { by, page, rule, severity, table, child, words, change } = asked;
  const query = new URLSearchParams();
  if (by && by !== 'rule') query.set('by', by);
  for (const [name, value] of Object.entries({ rule, severity, table, child, q: words, change }))
    if (value) query.set(name, value);
  if (page && page > 1) query.set('page', String(page));
  return query.size === 0 ? '' : `?${query}`;
}
