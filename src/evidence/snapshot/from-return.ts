import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { rate } from './rounding.ts';
import { endOfPeriod } from './rules.ts';
import type { SnapshotTables } from './tables.ts';
import { accountYearOf } from './words.ts';

/** The source document under which figures stand that were counted from an accepted return. */
export const RETURN_SOURCE = 'accepted-returns';

/** A figure that was counted from a return. */
export interface CountedFigure {
  /** Code of its indicator, which must be held. */
  indicator: string;
  /** A count, or the parts of a share; null where it is not known, which `because` then explains. */
  value: number | { part: number; whole: number } | null;
  because?: string;
  /** What it is counted for, where that is neither the return's day nor its year: a month, or two days. */
  period?: string;
}

/** An accepted return, and what was counted from it. */
export interface CountedReturn {
  areaCode: string;
  /** The day as of which it was made, in whose year from April to March its figures stand: 2025-03-31. */
  asOf: string;
  /** What tells the return: its receipt and the rules by which it was checked. */
  place: string;
  file: { name: string; sha256: string; bytes: number };
  acceptedBy: string;
  now: Date;
  figures: readonly CountedFigure[];
}

/**
 * Puts what was counted from an accepted return into the snapshot, each figure as a new version of itself, in the caller's
 * transaction. Returns how many were written. Throws where an indicator
 * is not held: the vocabulary comes with Kith.
 */
export async function countFromReturn(trx: Db, counted: CountedReturn): Promise<number> {
  const db = trx.withTables<SnapshotTables>();
  const codes = counted.figures.map(({ indicator }) => indicator);
  const indicators = await db
    .selectFrom('indicator')
    .select(['code', 'period_kind', 'unit', 'decimals'])
    .where('code', 'in', codes)
    .execute();
  const held = new Map(indicators.map((one) => [one.code, one]));
  const missing = codes.filter((code) => !held.has(code));
  if (missing.length > 0) throw new Error(`No indicator is held for ${missing.join(', ')}.`);
  const loadId = await beginLoad(trx, counted);
  let written = 0;
  for (const { indicator, value, because, ...stated } of counted.figures) {
    const of = held.get(indicator);
    const period = stated.period ?? periodOf(counted.asOf, of?.period_kind ?? 'in-year');
    const accountYear = accountYearOf(endOfPeriod(period));
    const given = figureOf(value, because, of?.decimals ?? 0);
    const { rows } = await sql<{ id: number }>`
      insert into figure (indicator_code, area_code, period, account_year, version, value, not_known, numerator, denominator,
        source_key, place, load_id)
      select ${indicator}, ${counted.areaCode}, ${period}, ${accountYear}, coalesce(max(f.version), 0) + 1, ${given.value}::numeric,
        ${given.notKnown}, ${given.numerator}::numeric, ${given.denominator}::numeric, ${RETURN_SOURCE}, ${counted.place}, ${loadId}
      from figure f where f.indicator_code = ${indicator} and f.area_code = ${counted.areaCode} and f.period = ${period}
        and f.account_year = ${accountYear}
      returning id`.execute(trx);
    written += rows.length;
  }
  return written;
}

/** What a figure of a return is counted for, unless it says so itself: the day as of which it was made, or the year that the day is of. */
export function periodOf(asOf: string, kind: SnapshotTables['indicator']['period_kind']): string {
  return kind === 'at-date' ? asOf : accountYearOf(asOf);
}

function figureOf(value: CountedFigure['value'], because: string | undefined, decimals: number) {
  const nothing = { numerator: null, denominator: null };
  if (value === null) return { value: null, notKnown: because ?? 'The return does not say.', ...nothing };
  if (typeof value === 'number') return { value, notKnown: null, ...nothing };
  const share = rate(value.part, value.whole, 100, decimals);
  if (share === null) return { value: null, notKnown: because ?? 'There is none in the return.', ...nothing };
  return { value: share, notKnown: null, numerator: value.part, denominator: value.whole };
}

async function beginLoad(trx: Db, { acceptedBy, now, file, figures }: CountedReturn): Promise<number> {
  const counts = [{ kind: 'figure', heading: 'figures', new: figures.length, changed: 0, unchanged: 0 }];
  const { rows } = await sql<{ id: number }>`
    insert into load (loaded_at, loaded_by, kind, files, fingerprint, counts)
    values (${now}, ${acceptedBy}, 'return', ${JSON.stringify([file])}::jsonb, null, ${JSON.stringify(counts)}::jsonb)
    returning id`.execute(trx);
  const [load] = rows;
  if (!load) throw new Error('The load of a return was not kept.');
  return load.id;
}
