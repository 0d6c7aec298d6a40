import { PlainError } from '../plain-error.ts';
import { addDays, dayOfWeek, type PlainDate, plainDate } from './plain-date.ts';

/** A day on which England's banks, courts and councils are closed by law or proclamation. */
export interface BankHoliday {
  day: PlainDate;
  /** "Christmas Day". */
  name: string;
  /** Given in place of a holiday that fell on a weekend. */
  substitute?: boolean;
}

/** England's working days, as far as its bank holidays are known. Outside that span it refuses instead of guessing. */
export interface WorkingCalendar {
  /** First day of the first year with bank holidays. */
  from: PlainDate;
  /** Last day of the last year with bank holidays. */
  to: PlainDate;
  holidays: ReadonlyMap<PlainDate, BankHoliday>;
}

/**
 * Makes a calendar from bank holidays. It spans the whole years they lie in. Throws PlainError when there are none, or
 * when a year between two others has none, since every working day counted in that year could be wrong.
 */
export function workingCalendar(holidays: readonly BankHoliday[]): WorkingCalendar {
  const years = [...new Set(holidays.map((holiday) => Number(plainDate(holiday.day).slice(0, 4))))].sort(
    (a, b) => a - b,
  );
  const first = years[0];
  const last = years.at(-1);
  if (first === undefined || last === undefined) {
    throw new PlainError('No bank holidays are loaded: load them with kith load before counting working days.');
  }
  for (let year = first; year <= last; year += 1) {
    if (!years.includes(year)) {
      throw new PlainError(
        `No bank holidays are loaded for ${year}: load them with kith load before counting working days.`,
      );
    }
  }
  return {
    from: `${first}-01-01`,
    to: `${last}-12-31`,
    holidays: new Map(holidays.map((holiday) => [holiday.day, holiday])),
  };
}

function mustKnow(calendar: WorkingCalendar, date: PlainDate): void {
  if (date >= calendar.from && date <= calendar.to) return;
  const years = `${calendar.from.slice(0, 4)} to ${calendar.to.slice(0, 4)}`;
  throw new PlainError(
    `Working days can be counted from ${years} only, because Kith holds no bank holidays for ${date.slice(0, 4)}: load that year’s bank holidays with kith load, or choose another date.`,
  );
}

/** Whether a day is a Saturday or Sunday. */
export function isWeekend(date: PlainDate): boolean {
  const day = dayOfWeek(date);
  return day === 0 || day === 6;
}

/** Whether a day is neither Saturday, Sunday nor bank holiday. Throws PlainError outside the calendar. */
export function isWorkingDay(calendar: WorkingCalendar, date: PlainDate): boolean {
  mustKnow(calendar, plainDate(date));
  return !isWeekend(date) && !calendar.holidays.has(date);
}

/**
 * Counts working days on from a start. The start is day 0 whatever day it is, the first working day after it is day 1, and
 * the answer is the working day that bears the number asked for; negative numbers count back in the same way. Zero gives the
 * start itself, or the next working day when it is not one.
 * Source: statutory guidance counts "within N working days of" an event, the day of the event left out.
 * Throws PlainError when counting leaves the calendar.
 */
export function addWorkingDays(calendar: WorkingCalendar, start: PlainDate, days: number): PlainDate {
  if (!Number.isInteger(days)) throw new Error(`Working days are counted in whole days, not ${days}`);
  mustKnow(calendar, plainDate(start));
  const step = days < 0 ? -1 : 1;
  let date = start;
  let left = Math.abs(days);
  if (left === 0) {
    while (!isWorkingDay(calendar, date)) date = addDays(date, 1);
    return date;
  }
  while (left > 0) {
    date = addDays(date, step);
    if (isWorkingDay(calendar, date)) left -= 1;
  }
  return date;
}

/**
 * Working days after `from`, up to and with `to`: what a report counts as "took N working days". When `to` is the earlier it
 * is negative and counts the days from `to` up to the day before `from`, so that it undoes `addWorkingDays` in both
 * directions. Throws PlainError outside the calendar.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: PlainDate, to: PlainDate): number {
  mustKnow(calendar, plainDate(from));
  mustKnow(calendar, plainDate(to));
  const step = to < from ? -1 : 1;
  let count = 0;
  for (let date = from; date !== to; ) {
    date = addDays(date, step);
    if (isWorkingDay(calendar, date)) count += step;
  }
  return count;
}

/** Bank holidays on weekdays after one day and up to another, in order: the days that made a count longer. */
export function bankHolidaysBetween(calendar: WorkingCalendar, after: PlainDate, upTo: PlainDate): BankHoliday[] {
  const found: BankHoliday[] = [];
  for (let date = addDays(after, 1); date <= upTo; date = addDays(date, 1)) {
    const holiday = calendar.holidays.get(date);
    if (holiday && !isWeekend(date)) found.push(holiday);
  }
  return found;
}
