import { clockChange, dateInWords, londonDate, longDate, momentInWords } from './london.ts';
import { addDays, addMonths, type PlainDate } from './plain-date.ts';
import {
  addWorkingDays,
  type BankHoliday,
  bankHolidaysBetween,
  isWeekend,
  type WorkingCalendar,
} from './working-days.ts';

/** What a time limit is counted in. */
export type LimitUnit = 'working-days' | 'days' | 'hours' | 'weeks' | 'months';

/** A time limit put to a start. Hours run from a moment; every other unit from a day. A negative amount counts back. */
export type DeadlineQuestion = {
  amount: number;
  calendar: WorkingCalendar;
  /** The guidance that sets the limit, said at the end of the explanation: "Working Together 2018". */
  edition?: string;
  /** `not-before` where the thing may not be done earlier. `by` unless given. */
  bound?: 'by' | 'not-before';
} & ({ unit: 'hours'; start: Date } | { unit: Exclude<LimitUnit, 'hours'>; start: PlainDate });

/** When something is due, and why then. */
export interface Deadline {
  /** The last day that is still in time, in England; under `not-before`, the first. */
  due: PlainDate;
  /** The last moment, for a limit in hours; null where the whole of the day is in time. */
  dueAt: Date | null;
  /** Bank holidays that were not counted, in order. Empty unless the limit is in working days. */
  skipped: readonly BankHoliday[];
  /** One to four sentences a person can check by hand. */
  explanation: string;
}

const UNITS: Record<LimitUnit, [one: string, many: string]> = {
  'working-days': ['working day', 'working days'],
  days: ['day', 'days'],
  hours: ['hour', 'hours'],
  weeks: ['week', 'weeks'],
  months: ['month', 'months'],
};

/** "1 working day", "6 months". The sign is left out: "before" or "from" says it. */
export function amountInWords(amount: number, unit: LimitUnit): string {
  const [one, many] = UNITS[unit];
  return `${Math.abs(amount)} ${Math.abs(amount) === 1 ? one : many}`;
}

/**
 * When a time limit runs out, with its explanation:
 * "15 working days from Monday 4 October 2021: due Monday 25 October 2021. Working Together 2018."
 *
 * The day of the start is day 0. Working days pass over weekends and bank holidays; a start on such a day is day 0 like
 * any other. Days, weeks and months run over every day of the calendar and may end on a Sunday, which is then said and not
 * moved: guidance that gives months does not lengthen them. Months end on the same day of the month, or on the last day of
 * a shorter one. Hours are hours that pass, so when the clocks change the time on the wall changes by one.
 * Throws PlainError for a date that is none, and when working days leave the calendar.
 */
export function deadline(question: DeadlineQuestion): Deadline {
  const { amount, unit, calendar, edition, bound } = question;
  if (!Number.isInteger(amount)) throw new Error(`A time limit is a whole number of ${unit}, not ${amount}`);
  const limit = amountInWords(amount, unit);
  const way = amount < 0 ? 'before' : 'from';
  const says = bound === 'not-before' ? 'not before' : 'due';
  const source = edition ? ` ${edition}.` : '';

  if (question.unit === 'hours') {
    const dueAt = new Date(question.start.getTime() + amount * 3_600_000);
    const change = amount < 0 ? clockChange(dueAt, question.start) : clockChange(question.start, dueAt);
    const changed = change
      ? ` The clocks went ${change.way} on ${longDate(change.date)}; these are hours that pass.`
      : '';
    return {
      due: londonDate(dueAt),
      dueAt,
      skipped: [],
      explanation: `${limit} ${way} ${momentInWords(question.start)}: ${says} ${momentInWords(dueAt)}.${changed}${source}`,
    };
  }

  const { start } = question;
  const due = dueDay(question.unit, start, amount, calendar);
  const skipped =
    unit !== 'working-days'
      ? []
      : amount < 0
        ? bankHolidaysBetween(calendar, addDays(due, -1), addDays(start, -1))
        : bankHolidaysBetween(calendar, start, due);
  const notCounted = skipped.length === 0 ? '' : ` ${bankHolidaysInWords(skipped)} not counted.`;
  const falls = unit === 'working-days' ? '' : notWorkingInWords(due, calendar);
  return {
    due,
    dueAt: null,
    skipped,
    explanation: `${limit} ${way} ${longDate(start)}: ${says} ${longDate(due)}.${notCounted}${falls}${source}`,
  };
}

function dueDay(
  unit: Exclude<LimitUnit, 'hours'>,
  start: PlainDate,
  amount: number,
  calendar: WorkingCalendar,
): PlainDate {
  switch (unit) {
    case 'working-days':
      return addWorkingDays(calendar, start, amount);
    case 'days':
      return addDays(start, amount);
    case 'weeks':
      return addDays(start, amount * 7);
    case 'months':
      return addMonths(start, amount);
  }
}

/** "Good Friday (15 April 2022)", "Boxing Day (substitute day, 28 December 2020)". */
function bankHolidayInWords({ name, day, substitute }: BankHoliday): string {
  return `${name} (${substitute ? 'substitute day, ' : ''}${dateInWords(day)})`;
}

function bankHolidaysInWords(holidays: readonly BankHoliday[]): string {
  const names = holidays.map(bankHolidayInWords);
  return names.length === 1 ? `${names[0]} is` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are`;
}

function notWorkingInWords(due: PlainDate, calendar: WorkingCalendar): string {
  if (isWeekend(due)) return ' That is not a working day.';
  const holiday = calendar.holidays.get(due);
  return holiday ? ` That is a bank holiday: ${holiday.name}.` : '';
}
