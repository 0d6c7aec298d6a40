import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../../../platform/clocks/index.ts';
import { addressText } from '../../../platform/web/form-text.ts';

/** Whose work a list shows. */
export const SCOPES = { mine: 'My work', agency: 'My agency’s', partnership: 'The partnership’s' } as const;

/** The name of a list. */
export type WorkScope = keyof typeof SCOPES;

/** Where what is listed stands. */
export const SHOWN = {
  live: 'Waiting for somebody',
  open: 'To do',
  done: 'Done, effect not looked at yet',
  asked: 'More time asked for',
  left: 'Owner has left',
  over: 'Over',
} as const;

/** What a list shows. */
export type Shown = keyof typeof SHOWN;

/** What narrows a list down. */
export interface WorkFilter {
  show: Shown;
  /** Only what is late. */
  late: boolean;
  /** Key of an agency. */
  agency: string | null;
  /** The beginning of an owner's name. */
  owner: string | null;
  /** Key of an objective or pillar. */
  objective: string | null;
  /** In the title or the reference. */
  text: string | null;
}

/** Where a page of a list begins: after the item of this day and number. */
export interface WorkCursor {
  day: PlainDate;
  id: string;
}

const word = (most: number) =>
  z
    .string()
    .optional()
    .catch(undefined)
    .transform((typed) => addressText(typed, most));

/** The query of a work list; what can't be read is left out. */
export const workQuery = z.object({
  show: z.enum(Object.keys(SHOWN) as [Shown, ...Shown[]]).catch('live'),
  late: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform((typed) => typed === 'yes'),
  agency: word(100),
  owner: word(100),
  objective: word(100),
  text: word(100),
  after: z.string().max(60).optional().catch(undefined),
  done: z.enum(['bulk']).nullable().default(null).catch(null),
});

/** The filter and the place in the list that a query names. */
export function readWorkQuery(query: z.infer<typeof workQuery>): { filter: WorkFilter; after: WorkCursor | null } {
  const { after, done: _done, ...filter } = query;
  return { filter, after: readCursor(after) };
}

function readCursor(text: string | undefined): WorkCursor | null {
  const [day = '', id = ''] = (text ?? '').split('_', 2);
  return isPlainDate(day) && z.uuid().safeParse(id).success ? { day, id } : null;
}

/** Address of a list with this filter. */
export function workHref(scope: WorkScope, filter: Partial<WorkFilter> = {}, after: WorkCursor | null = null): string {
  const query = queryOf(filter);
  if (after) query.set('after', `${after.day}_${after.id}`);
  const path = scope === 'mine' ? '/work' : `/work/${scope}`;
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Address of a list as it was left: `left` is the query that `leftAs` wrote. */
export function hrefOfLeft(scope: WorkScope, left: string, done: 'bulk' | null = null): string {
  const { filter, after } = readWorkQuery(workQuery.parse(Object.fromEntries(new URLSearchParams(left))));
  const href = workHref(scope, filter, after);
  return done === null ? href : `${href}${href.includes('?') ? '&' : '?'}done=${done}`;
}

/** How somebody leaves a list, for coming back to it: what narrows it down and the page. */
export function leftAs(filter: WorkFilter, after: WorkCursor | null): string {
  return workHref('mine', filter, after).split('?', 2)[1] ?? '';
}

/** The same as a query, without what is usual. */
export function queryOf(filter: Partial<WorkFilter>): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.show && filter.show !== 'live') query.set('show', filter.show);
  if (filter.late) query.set('late', 'yes');
  for (const name of ['agency', 'owner', 'objective', 'text'] as const) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  return query;
}

/** Whether anything narrows the list down. */
export function narrows({ show, late, agency, owner, objective, text }: WorkFilter): boolean {
  return show !== 'live' || late || [agency, owner, objective, text].some((one) => one !== null);
}
