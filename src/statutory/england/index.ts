/**
 * England's working days and time limits as Kith ships them, read from their files: for commands that work without a database.
 * Whoever has a database asks it (`englandCalendar`, `findTimeLimit`), where an authority may have loaded newer ones.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  type BankHoliday,
  type PlainDate,
  type WorkingCalendar,
  workingCalendar,
} from '../../platform/clocks/index.ts';
import { projectRoot } from '../../platform/paths.ts';

const FOLDER = 'src/statutory/england';

interface ShippedLimit {
  key: string;
  editions: { 'in-force'?: string; until?: string; amount?: number; unit?: string }[];
}

/** England's working days, from the bank holidays that Kith ships. */
export function shippedCalendar(): WorkingCalendar {
  const { 'bank-holidays': holidays } = shipped('bank-holidays.yaml') as { 'bank-holidays': BankHoliday[] };
  return workingCalendar(holidays);
}

/**
 * A limit in working days, as the edition says that was in force on a day: `child-and-family-assessment` gives 45. Throws when
 * there is none, which is a fault of the files that Kith ships.
 */
export function shippedWorkingDays(keys: readonly string[], on: PlainDate): number[] {
  const { 'time-limits': limits } = shipped('time-limits.yaml') as { 'time-limits': ShippedLimit[] };
  return keys.map((key) => {
    const edition = limits
      .find((limit) => limit.key === key)
      ?.editions.find(
        ({ 'in-force': from, until, unit }) =>
          unit === 'working-days' && String(from ?? '') <= on && (until === undefined || on < String(until)),
      );
    if (edition?.amount === undefined) throw new Error(`${FOLDER} holds no limit ${key} in working days for ${on}`);
    return edition.amount;
  });
}

function shipped(name: string): unknown {
  return parse(readFileSync(join(projectRoot, FOLDER, name), 'utf8'));
}
