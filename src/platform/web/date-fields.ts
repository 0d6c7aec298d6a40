import { isPlainDate, type PlainDate } from '../clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from './form.ts';

/** The three fields of a date in a form: `born` has `born-day`, `born-month` and `born-year`. */
export function dateFieldNames(name: string): [day: string, month: string, year: string] {
  return [`${name}-day`, `${name}-month`, `${name}-year`];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;

/**
 * The day that was typed, null where all three fields are empty, or what to mend. `called` names the date in the middle of
 * a sentence: "the day the council became aware".
 */
export function readDay(values: TypedValues, name: string, called: string): PlainDate | null | FormProblem {
  const read = readPartialDate(values, name, called);
  if (typeof read !== 'string' || read.length === 10) return read;
  const [day, month] = dateFieldNames(name);
  const missing = read.length === 4 ? 'a day and a month' : 'a day';
  return { field: read.length === 4 ? month : day, message: `${capital(called)} must include ${missing}` };
}

/** The same for a date of which only the year, or year and month, may be known: 2026, 2026-11 or 2026-11-23. */
export function readPartialDate(values: TypedValues, name: string, called: string): string | null | FormProblem {
  const [dayField, monthField, yearField] = dateFieldNames(name);
  const day = (typedText(values, dayField) ?? '').trim();
  const month = (typedText(values, monthField) ?? '').trim();
  const year = (typedText(values, yearField) ?? '').trim();
  const subject = capital(called);
  if (`${day}${month}${year}` === '') return null;
  if (year === '') return { field: yearField, message: `${subject} must include a year` };
  if (!/^\d{4}$/.test(year))
    return { field: yearField, message: `${subject} must have a year of 4 numbers, like 2021` };
  if (month === '') {
    if (day !== '') return { field: monthField, message: `${subject} must include a month` };
    return isPlainDate(`${year}-01-01`) ? year : notReal(yearField, subject);
  }
  const number = MONTH_NAME.test(month) ? MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1 : wholeNumber(month);
  const yearMonth = `${year}-${String(number).padStart(2, '0')}`;
  if (!isPlainDate(`${yearMonth}-01`)) return notReal(monthField, subject);
  if (day === '') return yearMonth;
  const date = `${yearMonth}-${String(wholeNumber(day)).padStart(2, '0')}`;
  return isPlainDate(date) ? date : notReal(dayField, subject);
}

/** The fields of a date as a form shows them again. */
export function dateFieldValues(name: string, date: string | null): Record<string, string> {
  const [dayField, monthField, yearField] = dateFieldNames(name);
  const [year = '', month = '', day = ''] = (date ?? '').split('-');
  return { [dayField]: shown(day), [monthField]: shown(month), [yearField]: year };
}

function shown(part: string): string {
  return part === '' ? '' : String(Number(part));
}

function notReal(field: string, subject: string): FormProblem {
  return { field, message: `${subject} must be a real date` };
}

function wholeNumber(text: string): number {
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
