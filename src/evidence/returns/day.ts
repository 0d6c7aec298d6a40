/**
 * A day as a whole number: days since 1 January 1970. Two of them compare and subtract as numbers, which is what a
 * return of millions of dates needs.
 */
export type Day = number;

/** No date. Every comparison with it is false, so that a date that is not there fails no comparison. */
export const NO_DAY: Day = Number.NaN;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ZERO = 48;
const HYPHEN = 45;

/** Reads `2024-03-31`. Gives NO_DAY for anything else, days that do not exist among it. Years run from 1000 to 9999. */
export function dayOf(text: string): Day {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return NO_DAY;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  // A text with something else than digits gives NaN, which no comparison lets through.
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1)) return NO_DAY;
  return day > lengthOf(year, month) ? NO_DAY : dayIn(year, month, day);
}

/** Days of a month; months run from 1. */
function lengthOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function dayIn(year: number, month: number, day: number): Day {
  // Years that begin in March have their leap day at the end (Fliegel and Van Flandern's way of counting).
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** A day as `2024-03-31`. */
export function dayText(day: Day): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The same day that many months later, or earlier when negative; the end of a month stays within it. NO_DAY of NO_DAY. */
export function monthsAfter(day: Day, months: number): Day {
  if (Number.isNaN(day)) return NO_DAY;
  // Back from the count of days to year, month and day, by the same way of counting.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const count = (year + era * 400 + (month <= 2 ? 1 : 0)) * 12 + month - 1 + months;
  const to = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  if (to.year < 1000 || to.year > 9999) return NO_DAY;
  return dayIn(to.year, to.month, Math.min(date, lengthOf(to.year, to.month)));
}

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(day: Day): boolean {
  // 1 January 1970 was a Thursday.
  const ofWeek = (((day + 4) % 7) + 7) % 7;
  return ofWeek === 0 || ofWeek === 6;
}
