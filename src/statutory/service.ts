import {
  type Deadline,
  deadline,
  londonDate,
  londonMoment,
  longDate,
  type PlainDate,
  plainDate,
  type WallClock,
  type WorkingCalendar,
} from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { PlainError } from '../platform/plain-error.ts';
import { englandCalendar, getTimeLimit } from './repository.ts';
import { editionOn, type LimitEdition, type TimeLimit } from './rules.ts';

/** What starts a clock: a day, a time on a day in England, or a moment. A limit in hours needs one of the latter two. */
export type ClockStart = PlainDate | WallClock | Date;

/** When something is due under a time limit, why then, and under which edition. */
export interface DueBy extends Deadline {
  limit: TimeLimit;
  edition: LimitEdition;
  /** The day from which it was counted, day 0. */
  startDay: PlainDate;
}

/**
 * When a time limit runs out that started then, under the edition in force on the day of the start. Throws PlainError when
 * there is no such limit (404), when no edition was in force, when the limit has no number, when a limit in hours is
 * given no time, and when working days leave the years whose bank holidays are held.
 */
export async function dueBy(db: Db, asked: { limit: string; start: ClockStart }): Promise<DueBy> {
  const [limit, calendar] = await Promise.all([getTimeLimit(db, asked.limit), englandCalendar(db)]);
  return dueUnder(limit, asked.start, calendar);
}

/** The same for a limit and a calendar that are already at hand. */
export function dueUnder(limit: TimeLimit, start: ClockStart, calendar: WorkingCalendar): DueBy {
  const day = dayOf(start);
  const edition = editionOn(limit, day);
  if (!edition) {
    throw new PlainError(
      `Kith holds no edition of the limit “${limit.title}” that was in force on ${longDate(day)}: choose another date, or load that edition with kith load.`,
    );
  }
  if (!edition.length) {
    throw new PlainError(
      `The limit “${limit.title}” has no number to count with: ${edition.words ?? 'it is set locally'}.`,
    );
  }
  const { amount, unit } = edition.length;
  const rest = { amount, calendar, edition: edition.title, bound: edition.bound };
  const found =
    unit === 'hours'
      ? deadline({ ...rest, unit, start: momentOf(start, limit) })
      : deadline({ ...rest, unit, start: day });
  return { ...found, limit, edition, startDay: day };
}

function dayOf(start: ClockStart): PlainDate {
  if (start instanceof Date) return londonDate(start);
  return plainDate(typeof start === 'string' ? start : start.date);
}

function momentOf(start: ClockStart, limit: TimeLimit): Date {
  if (start instanceof Date) return start;
  if (typeof start !== 'string') return londonMoment(start);
  throw new PlainError(`The limit “${limit.title}” runs in hours: give the time of its start as well as the day.`);
}
