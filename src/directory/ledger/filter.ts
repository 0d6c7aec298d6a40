import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Outcome } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { addressText } from '../../platform/web/form-text.ts';
import type { Cursor } from './line.ts';

/** What a list of the ledger is narrowed down to. What is null does not limit. */
export interface LedgerFilter {
  /** A name, or words of one. */
  who: string | null;
  agency: string | null;
  event: string | null;
  outcome: Outcome | null;
  kind: string | null;
  /** Number of a record: what was done with it, and in which lists it was shown. */
  record: string | null;
  /** First and last day, both included. */
  from: PlainDate | null;
  until: PlainDate | null;
}

/** What became of an act, as a reader chooses it. */
export const OUTCOMES: Record<Outcome, string> = { done: 'Done', refused: 'Refused', failed: 'Not done' };

const typed = z.string().optional().catch(undefined);
const place = z.coerce.number().int().positive().nullable().default(null).catch(null);

/** The fields of a list of the ledger in its address. */
export const filterQuery = z.object({
  ...{ who: typed, agency: typed, event: typed, kind: typed, from: typed, until: typed },
  outcome: z
    .enum(Object.keys(OUTCOMES) as Outcome[])
    .nullable()
    .default(null)
    .catch(null),
  record: z.uuid().nullable().default(null).catch(null),
  before: place,
  after: place,
});

/** What was asked for, the place in the list, and which days can't be understood. */
export interface ReadFilter {
  filter: LedgerFilter;
  cursor: Cursor;
  problems: readonly FormProblem[];
}

/** Reads the fields of a list. A day that can't be understood limits nothing and is told. */
export function readFilter(query: z.infer<typeof filterQuery>): ReadFilter {
  const problems: FormProblem[] = [];
  const day = (field: 'from' | 'until', called: string): PlainDate | null => {
    const text = addressText(query[field]);
    if (text === null || isPlainDate(text)) return text;
    problems.push({ field, message: `${called} must be a real date, like 2026-11-23` });
    return null;
  };
  const from = day('from', 'The first day');
  const until = day('until', 'The last day');
  if (from !== null && until !== null && until < from) {
    problems.push({ field: 'until', message: 'The last day must be the first day or later' });
  }
  const text = { who: addressText(query.who), agency: addressText(query.agency), event: addressText(query.event) };
  const filter = { ...text, kind: addressText(query.kind), outcome: query.outcome, record: query.record, from, until };
  return { filter, cursor: { before: query.before, after: query.before === null ? query.after : null }, problems };
}

/** The two forms of a download. */
export const FORMATS = ['csv', 'xlsx'] as const;

/** The query of a download: what its page was narrowed down to, and the form of the file. */
export const downloadQuery = filterQuery.extend({ format: z.enum(FORMATS).catch('xlsx') });

/** The filter of a download. Throws PlainError for a day that can’t be understood: there is no page to say it on. */
export function filterOfDownload(query: z.infer<typeof filterQuery>): ReadFilter {
  const asked = readFilter(query);
  const [problem] = asked.problems;
  if (problem) throw new PlainError(`${problem.message}. Go back and choose the days again.`, { statusCode: 400 });
  return asked;
}

/** The fields of an address that ask for the same again. */
export function filterFields(filter: LedgerFilter): [string, string][] {
  return Object.entries(filter).filter((one): one is [string, string] => one[1] !== null);
}

/** The address of a list with this filter, at this place. */
export function hrefWith(path: string, filter: LedgerFilter, place: Record<string, string | number> = {}): string {
  const fields = [...filterFields(filter), ...Object.entries(place).map(([name, value]) => [name, String(value)])];
  return fields.length === 0 ? path : `${path}?${new URLSearchParams(fields)}`;
}

/** What was looked for, for the entry that says that somebody read the ledger: "agency cleveland-police, from 2026-11-01". */
export function filterInWords(filter: LedgerFilter): string {
  const fields = filterFields(filter);
  return fields.length === 0 ? 'all of it' : fields.map(([name, value]) => `${name} ${value}`).join(', ');
}
