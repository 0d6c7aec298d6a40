import { PlainError } from '../plain-error.ts';

/**
 * A day in the calendar, written YYYY-MM-DD, with no hour and no time zone: a birthday, a conference, a due date.
 * Two of them compare as text. What comes from outside goes through `plainDate` first.
 *
 * Kept as text and counted in UTC days, by our own few lines: Node 24 has no `Temporal` without a flag, and
 * `@js-temporal/polyfill` brings a big-integer library with it for what is here four functions. They have `Temporal`'s
 * names and meanings (months clamp to their last day), so that they can give way to it when Node has it.
 */
export type PlainDate = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_IN_MS = 86_400_000;

/** Whether a text is a day that exists. `2022-02-30` is not. Years run from 1000 to 9999. */
export function isPlainDate(text: string): text is PlainDate {
  const found = SHAPE.exec(text);
  if (!found || Number(found[1]) < 1000) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** Reads a day. Throws PlainError when the text is not one. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new PlainError(`“${text}” is not a date: write year, month and day like 2021-10-04.`);
  return text;
}

function dayNumber(date: PlainDate): number {
  return Date.parse(`${plainDate(date)}T00:00:00Z`) / DAY_IN_MS;
}

function fromDayNumber(number: number): PlainDate {
  return new Date(number * DAY_IN_MS).toISOString().slice(0, 10);
}

/** The day that lies `days` after (or, negative, before) another. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from one date to another; negative when `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The same day of the month, `months` later (or, negative, earlier). A month that is too short gives its last day:
 * 31 August and six months are 28 February, or 29 in a leap year.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year = 0, month = 1, day = 1] = plainDate(date).split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** Day of the week: 0 is Sunday, 6 Saturday. */
export function dayOfWeek(date: PlainDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}
