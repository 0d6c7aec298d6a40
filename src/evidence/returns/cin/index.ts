import type { PlainDate, WorkingCalendar } from '../../../platform/clocks/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import { shippedCalendar, shippedWorkingDays } from '../../../statutory/england/index.ts';
import type { CheckedReturn } from '../checked.ts';
import { SchemaFaults } from '../schema-faults.ts';
import type { CensusRow } from './census-row.ts';
import { checkCensus, type Measures } from './check.ts';
import { CensusReader, type CensusTaker } from './reader.ts';
import { CIN_RULE_SETS } from './rules/index.ts';
import { TABLES } from './tables.ts';

export { tableNumber } from './census-row.ts';
export type { Measures } from './check.ts';
export type { Child } from './child.ts';

/** Working days and limits as somebody holds them: Kith as it ships, or an authority in its database. */
export interface HeldMeasures {
  calendar: WorkingCalendar;
  /** The limits of these keys in working days, by the edition in force on a day. Throws where there is none. */
  workingDays: (keys: readonly string[], on: PlainDate) => readonly number[];
}

/**
 * What the rules of a year measure by: bank holidays, and the limits in force on the day on which the census year ended. Those that
 * Kith ships, unless others are handed over: an authority's own are `englandCalendar(db)` and `workingDaysOn(listTimeLimits(db), …)`.
 * Throws PlainError for a year whose rules Kith does not have.
 */
export function censusMeasures(ruleset: string, held?: HeldMeasures): Measures {
  const { calendar, workingDays } = held ?? { calendar: shippedCalendar(), workingDays: shippedWorkingDays };
  const [assessment, conference] = workingDays(
    ['child-and-family-assessment', 'initial-child-protection-conference'],
    `${ruleSet(ruleset).year}-03-31`,
  );
  if (assessment === undefined || conference === undefined) throw new Error('a limit was asked for and not given');
  return { calendar, limits: { assessment, conference } };
}

/**
 * Reads a Children in Need census and checks it against all rules of a year, in one pass. `progress` is told how many bytes were
 * read, `signal` cancels: the check then rejects with its reason, and the file is let go. Throws UnreadableReturn where the file
 * can't be read to its end, and PlainError for a year whose rules Kith does not have.
 */
export async function checkCinCensus(
  file: AsyncIterable<Uint8Array>,
  check: { ruleset: string; measures: Measures; progress?: (bytes: number) => void; signal?: AbortSignal },
): Promise<CheckedReturn> {
  const { ruleset, measures, ...more } = check;
  return checkCensus(file, { ...measures, ...more, set: ruleSet(ruleset) });
}

function ruleSet(name: string) {
  const set = CIN_RULE_SETS.find((one) => one.name === name);
  if (set) return set;
  throw new PlainError(
    `Kith has no rules of “${name}” for the Children in Need census: choose ${CIN_RULE_SETS.map((set) => set.name).join(', ')}.`,
    {
      exitCode: 2,
    },
  );
}

/**
 * Reads a census and hands on its header and child by child, without checking it: for whoever counts from it, or looks for rows that a
 * check named. Throws as `checkCinCensus`.
 */
export async function readCinCensus(
  file: AsyncIterable<Uint8Array>,
  ruleset: string,
  taker: CensusTaker,
  progress: (bytes: number) => void,
): Promise<void> {
  const reader = new CensusReader(ruleSet(ruleset).year, taker, new SchemaFaults());
  let bytes = 0;
  for await (const piece of file) {
    reader.write(piece);
    bytes += piece.length;
    progress(bytes);
  }
  reader.end();
}

/** The fields of a row as they stand in the file, in the order of the layout; empty where nothing does. */
export function rowFields(row: CensusRow): [string, string][] {
  return TABLES[row.table].map((field) => [field, row.textOf(field as never)]);
}
