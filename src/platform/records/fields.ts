import { z } from 'zod';

/** A name in lower-case words joined by hyphens, by which other records mention this one: `domestic-abuse`. */
export const keyText = z
  .string()
  .max(100, 'is longer than 100 letters; give it a shorter key.')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, for example "domestic-abuse".')
  .describe('Lower-case words joined by hyphens.');

/** Words, of any length that a page can bear. They are kept as text: nothing in them is read as HTML. */
export const words = z
  .string()
  .min(1, 'must not be empty.')
  .max(10_000, 'is longer than 10,000 letters; divide it over several records.');

/** A title or name: one line. */
export const oneLine = z
  .string()
  .min(1, 'must not be empty.')
  .max(300, 'is longer than 300 letters; make it shorter.')
  .regex(/^[^\n]*$/, 'must stand on one line.')
  .describe('One line.');

/** Years outside which nobody means what is written: 2099-00 is a slip. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2079;

/** Does the text name a year of account, from April to March, whose two halves follow each other? */
export function isYear(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const start = Number(parts[1]);
  return start >= FIRST_YEAR && start <= LAST_YEAR && (start + 1) % 100 === Number(parts[2]);
}

/** A year of account, April to March, written 2021-22. */
export const yearText = z
  .string()
  .refine(isYear, 'must be a year from April to March, written like 2021-22.')
  .describe('A year from April to March: 2021-22.');

/** The year of account that follows: 2022-23 for 2021-22. */
export function yearAfter(year: string): string {
  const start = Number(year.slice(0, 4)) + 1;
  return `${start}-${String((start + 1) % 100).padStart(2, '0')}`;
}

/** Is this a day of the calendar, or the month or year that holds it: 2022-03-31, 2022-03 or 2022? */
function isDayMonthOrYear(text: string): boolean {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text)) return false;
  const full = `${text}-01-01`.slice(0, 10);
  const day = new Date(`${full}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(full);
}

/** A day, or a month or year where no more is known: 2022-03-31, 2022-03, 2022 in quotes. */
export const dateText = z
  .string()
  .refine(isDayMonthOrYear, 'must be a day, month or year, written like 2022-03-31, 2022-03 or "2022".')
  .describe('A day, month or year: 2022-03-31, 2022-03 or "2022".');

/** An address on the web. Only http and https, so that a link on a page can run nothing. */
export const webAddress = z
  .string()
  .max(2000)
  .refine((text) => /^https?:$/.test(protocolOf(text)), 'must be a web address that starts with https:// or http://.')
  .describe('A web address.');

function protocolOf(text: string): string {
  try {
    return new URL(text).protocol;
  } catch {
    return '';
  }
}
