import { type Day, dayOf, NO_DAY } from '../day.ts';
import type { Cell } from '../xlsx/sheet.ts';

/** 30 December 1899, from which Excel counts; it takes 1900 for a leap year, which matters before 1 March only. */
const FROM_1900 = dayOf('1899-12-30');
const FROM_1904 = dayOf('1904-01-01');
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Two digits of a year up to this one are of this century. */
const LATEST_SHORT_YEAR = 49;

const TIME = /[ t]+\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?\s*(am|pm)?\s*(z|utc|gmt|bst|[+-]\d{2}:?\d{2})?$/;
const WEEKDAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]? +/;

/** The day that a cell states; NO_DAY when it states none. Time of day is left out. */
export function dayOfCell(cell: Cell, from1904: boolean): Day {
  if (cell.kind === 'number') return dayOfNumber(Number(cell.text), from1904);
  if (cell.kind === 'boolean' || cell.kind === 'error') return NO_DAY;
  return dayOfText(cell.text, from1904);
}

/** Whether a cell of a date column is empty in effect: a formula that finds nothing gives 0. */
export function isNoDate(cell: Cell): boolean {
  return Number(cell.text) === 0 || /^00?[/.-]00?[/.-](19)?00$/.test(cell.text.trim());
}

function dayOfNumber(serial: number, from1904: boolean): Day {
  if (!(serial >= 1)) return NO_DAY;
  const whole = Math.floor(serial);
  if (whole <= LAST_SERIAL) {
    if (from1904) return FROM_1904 + whole;
    return FROM_1900 + whole + (whole < 60 ? 1 : 0);
  }
  // 20250131, as some systems write a date.
  const text = String(whole);
  return text.length === 8 ? dayOf(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) : NO_DAY;
}

/** A day in words or digits, the day before the month where both are digits: `31/01/2026`, `2026-01-31`, `31st Jan 26`. */
export function dayOfText(written: string, from1904 = false): Day {
  const text = written
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(TIME, '')
    .replace(WEEKDAY, '');
  if (text.length > 40) return NO_DAY;
  // A serial number as text has five digits or more; 2026 by itself is a year.
  if (/^\d{5,8}(\.\d+)?$/.test(text)) return dayOfNumber(Number(text), from1904);
  let found = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(text);
  if (found) return made(found[1], Number(found[2]), found[3]);
  found = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text);
  if (found) return made(found[3], Number(found[2]), found[1]);
  found = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/., ]*([a-z]{3,9})\.?[-/., ]*(\d{4}|\d{2})$/.exec(text);
  if (found) return made(found[3], monthOf(found[2]), found[1]);
  found = /^([a-z]{3,9})\.?[-/ ]*(\d{1,2})(?:st|nd|rd|th)?[-/, ]+(\d{4})$/.exec(text);
  if (found) return made(found[3], monthOf(found[1]), found[2]);
  found = /^(\d{4})[-/., ]+([a-z]{3,9})\.?[-/., ]+(\d{1,2})$/.exec(text);
  return found ? made(found[1], monthOf(found[2]), found[3]) : NO_DAY;
}

function monthOf(name = ''): number {
  const at = MONTHS.indexOf(name.slice(0, 3));
  const WHOLE = 'january february march april may june july august september october november december sept'.split(' ');
  return at >= 0 && (name.length === 3 || WHOLE.includes(name)) ? at + 1 : 0;
}

function made(year = '', month: number, day = ''): Day {
  const whole = year.length === 2 ? `${Number(year) <= LATEST_SHORT_YEAR ? '20' : '19'}${year}` : year;
  return dayOf(`${whole}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
}
