import {
  addWorkingDays,
  amountInWords,
  type PlainDate,
  type WorkingCalendar,
  workingCalendar,
} from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { englandCalendar } from '../../statutory/index.ts';

/**
 * How long access may wait and last. No guidance sets these: they are what this partnership agreed for itself, and this is
 * the one place where they stand.
 */
export const ACCESS_LIMITS = {
  /** An ask for access is answered within so many working days. */
  answer: 2,
  /** An emergency opening is judged within so many working days. */
  judge: 5,
  /** An emergency opening lasts so many hours; the database allows no more than two. */
  openHours: 2,
  /** Somebody is let in to a record for at most so many months; then they are let in again or not. */
  letInMonths: 12,
} as const;

/** "2 working days". */
export function limitInWords(limit: 'answer' | 'judge'): string {
  return amountInWords(ACCESS_LIMITS[limit], 'working-days');
}

/**
 * The last day on which a limit is kept that starts on this day. Where Kith holds no bank holidays for it, every weekday
 * but New Year’s Day counts: nobody in an emergency is stopped by a missing list, and the day is never too late.
 */
export async function limitEnds(db: Db, limit: 'answer' | 'judge', start: PlainDate): Promise<PlainDate> {
  try {
    return addWorkingDays(await englandCalendar(db), start, ACCESS_LIMITS[limit]);
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return addWorkingDays(weekdaysAround(start), start, ACCESS_LIMITS[limit]);
  }
}

function weekdaysAround(start: PlainDate): WorkingCalendar {
  const year = Number(start.slice(0, 4));
  return workingCalendar([year, year + 1, year + 2].map((one) => ({ day: `${one}-01-01`, name: 'New Year’s Day' })));
}
