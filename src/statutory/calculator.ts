import { isPlainDate, type PlainDate, type WorkingCalendar } from '../platform/clocks/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { TimeLimit } from './rules.ts';
import { type DueBy, dueUnder } from './service.ts';

/** What was typed into the calculator, field by field. Nothing typed is an empty text. */
export interface Typed {
  limit: string;
  'start-day': string;
  'start-month': string;
  'start-year': string;
  time: string;
}

/** A field of the calculator that can be wrong, by the id of its element. */
export type Field = 'limit' | 'start' | 'start-day' | 'start-month' | 'start-year' | 'time';

/** A mistake in what was typed, with the field it leads to. */
export interface Mistake {
  field: Field;
  text: string;
}

/** What the calculator answers: an answer, mistakes, or neither when nothing was asked. */
export interface Calculation {
  answer: DueBy | null;
  mistakes: readonly Mistake[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;

/** Works out when the chosen limit runs out, or says what must be mended in what was typed. */
export function calculate(typed: Typed, limits: readonly TimeLimit[], calendar: WorkingCalendar): Calculation {
  const limit = limits.find((one) => one.key === typed.limit);
  const mistakes: Mistake[] = [];
  if (!limit) mistakes.push({ field: 'limit', text: 'Choose a time limit' });
  const date = readDate(typed);
  if (typeof date !== 'string') mistakes.push(date);
  const time = typed.time.trim() === '' ? null : readTime(typed.time);
  if (time === undefined)
    mistakes.push({ field: 'time', text: 'The time it started must be a time, like 16:30 or 4:30pm' });
  if (!limit || typeof date !== 'string' || time === undefined) return { answer: null, mistakes };
  const inHours = limit.editions.some((edition) => edition.length?.unit === 'hours');
  if (inHours && time === null) {
    const text = 'Enter the time it started, because this limit runs in hours';
    return { answer: null, mistakes: [{ field: 'time', text }] };
  }
  try {
    return { answer: dueUnder(limit, inHours && time !== null ? { date, time } : date, calendar), mistakes: [] };
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return { answer: null, mistakes: [{ field: inHours ? 'time' : 'start', text: error.message }] };
  }
}

/** The date typed, or the first mistake in it, in the words of the GOV.UK date input. */
function readDate(typed: Typed): PlainDate | Mistake {
  const parts = {
    day: typed['start-day'].trim(),
    month: typed['start-month'].trim(),
    year: typed['start-year'].trim(),
  };
  const missing = (['day', 'month', 'year'] as const).filter((part) => parts[part] === '');
  const [first] = missing;
  if (missing.length === 3) return { field: 'start', text: 'Enter the date it started' };
  if (first) return { field: `start-${first}`, text: `The date it started must include a ${missing.join(' and a ')}` };
  const month = MONTH_NAME.test(parts.month)
    ? MONTHS.indexOf(parts.month.slice(0, 3).toLowerCase()) + 1
    : wholeNumber(parts.month);
  const day = wholeNumber(parts.day);
  if (!/^\d{4}$/.test(parts.year)) {
    return { field: 'start-year', text: 'The year it started must have 4 numbers, like 2021' };
  }
  const date = `${parts.year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isPlainDate(date) ? date : { field: 'start', text: 'The date it started must be a real date' };
}

function wholeNumber(text: string): number {
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

/** A time as people write it (16:30, 4.30pm, 9am, midday), as HH:MM; nothing when it is none. */
export function readTime(text: string): string | undefined {
  const plain = text.trim().toLowerCase().replace(/\s+/g, '');
  if (plain === 'midday' || plain === 'noon') return '12:00';
  if (plain === 'midnight') return '00:00';
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?$/.exec(plain);
  if (!found) return undefined;
  const [, hours, minutes, half] = found;
  // A bare number could be an hour or a day typed into the wrong field.
  if (minutes === undefined && half === undefined) return undefined;
  let hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
