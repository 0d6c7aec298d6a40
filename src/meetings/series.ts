import { z } from 'zod';
import {
  addDays,
  dayOfWeek,
  isWorkingDay,
  longDate,
  type PlainDate,
  type WorkingCalendar,
} from '../platform/clocks/index.ts';

/** Which of its kind in a month a weekday is. */
export const WEEKS = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', last: 'last' } as const;

/** Where a meeting goes whose day turns out to be a bank holiday or, with a day that was typed, a weekend. */
export const MOVES = {
  'next-working-day': 'to the next working day',
  'previous-working-day': 'to the last working day before',
  'a-week-later': 'by whole weeks, until it is a working day',
} as const;

/** The name of a rule for moving. */
export type Moves = keyof typeof MOVES;

const place = { week: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]) };

/**
 * How often a body meets. Weeks are counted from the first date. Months and terms have a weekday at a fixed place in the
 * month: "the second Tuesday of every second month"; terms are said by their months, because councils' terms differ.
 */
export const patternShape = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('weeks'), every: z.number().int().min(1).max(52) }),
  z.strictObject({ unit: z.literal('months'), every: z.number().int().min(1).max(12), ...place }),
  z.strictObject({
    unit: z.literal('terms'),
    months: z.array(z.number().int().min(1).max(12)).min(1).max(6),
    ...place,
  }),
]);

/** How often a body meets. */
export type Pattern = z.infer<typeof patternShape>;

/** The rule from which dates are planned. */
export interface DateRule {
  pattern: Pattern;
  /** The first date: it gives the weekday, and for weeks the count begins there. */
  firstOn: PlainDate;
  /** Nothing is planned after it; null while the series goes on. */
  lastOn: PlainDate | null;
  moves: Moves;
}

/** One planned date. */
export interface PlannedDate {
  day: PlainDate;
  /** The day that the pattern gives, before anything moved it. */
  plannedFor: PlainDate;
  /** Why it was moved: "Good Friday"; null where it was not. */
  movedBecause: string | null;
  /** False where no bank holidays are held for its year, so that it may still have to move. */
  certain: boolean;
}

/**
 * The dates of a series whose pattern falls between two days, both included, in order. A date that is no working day moves by
 * the series' rule; where the rule leads to a day that is taken by the date before or after it, both stand, for a person to
 * settle. Inventory rows 8 and 11: bi-monthly and six-weekly meetings.
 */
export function plannedDates(
  rule: DateRule,
  from: PlainDate,
  to: PlainDate,
  calendar: WorkingCalendar | null,
): PlannedDate[] {
  const end = rule.lastOn !== null && rule.lastOn < to ? rule.lastOn : to;
  return patternDays(rule, end)
    .filter((day) => day >= from)
    .map((plannedFor) => moved(plannedFor, rule.moves, calendar));
}

function patternDays({ pattern, firstOn }: DateRule, end: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  if (pattern.unit === 'weeks') {
    for (let day = firstOn; day <= end; day = addDays(day, 7 * pattern.every)) days.push(day);
    return days;
  }
  const weekday = dayOfWeek(firstOn);
  const [year, month] = monthOf(firstOn);
  const last = monthNumber(...monthOf(end));
  for (let number = monthNumber(year, month); number <= last; number += pattern.unit === 'months' ? pattern.every : 1) {
    const monthInYear = (number % 12) + 1;
    if (pattern.unit === 'terms' && !pattern.months.includes(monthInYear)) continue;
    const day = weekdayInMonth(Math.floor(number / 12), monthInYear, weekday, pattern.week);
    if (day >= firstOn && day <= end) days.push(day);
  }
  return days;
}

function monthOf(date: PlainDate): [year: number, month: number] {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return [year, month];
}

function monthNumber(year: number, month: number): number {
  return year * 12 + month - 1;
}

/** The day in a month that is, say, its second Tuesday. Month counts from 1; weekday as `dayOfWeek` gives it. */
export function weekdayInMonth(year: number, month: number, weekday: number, week: 1 | 2 | 3 | 4 | 'last'): PlainDate {
  const first: PlainDate = `${year}-${String(month).padStart(2, '0')}-01`;
  const firstSuch = addDays(first, (weekday - dayOfWeek(first) + 7) % 7);
  if (week !== 'last') return addDays(firstSuch, 7 * (week - 1));
  const fifth = addDays(firstSuch, 28);
  return fifth.slice(0, 7) === first.slice(0, 7) ? fifth : addDays(firstSuch, 21);
}

function moved(plannedFor: PlainDate, moves: Moves, calendar: WorkingCalendar | null): PlannedDate {
  const known = (day: PlainDate) => calendar !== null && day >= calendar.from && day <= calendar.to;
  if (!calendar || !known(plannedFor)) return { day: plannedFor, plannedFor, movedBecause: null, certain: false };
  let day = plannedFor;
  const step = moves === 'next-working-day' ? 1 : moves === 'previous-working-day' ? -1 : 7;
  while (known(day) && !isWorkingDay(calendar, day)) day = addDays(day, step);
  if (!known(day)) return { day: plannedFor, plannedFor, movedBecause: null, certain: false };
  const because = day === plannedFor ? null : (calendar.holidays.get(plannedFor)?.name ?? 'a weekend');
  return { day, plannedFor, movedBecause: because, certain: true };
}

/** "Every 6 weeks on a Wednesday", "Every 2 months, on the second Tuesday", for pages. */
export function patternInWords({ pattern, firstOn }: Pick<DateRule, 'pattern' | 'firstOn'>): string {
  const weekday = longDate(firstOn).split(' ', 1)[0];
  if (pattern.unit === 'weeks') {
    return `${pattern.every === 1 ? 'Every week' : `Every ${pattern.every} weeks`} on a ${weekday}`;
  }
  const on = `on the ${WEEKS[pattern.week]} ${weekday}`;
  if (pattern.unit === 'months')
    return `${pattern.every === 1 ? 'Every month' : `Every ${pattern.every} months`}, ${on}`;
  const names = pattern.months.toSorted((a, b) => a - b).map((month) => MONTHS[month - 1] ?? '');
  return `Every term, ${on} of ${new Intl.ListFormat('en-GB').format(names)}`;
}

/** Names of months, in their order. */
export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;

/** Which of its kind in its month a day is: the place that a monthly series takes from its first date. */
export function weekOf(date: PlainDate): 1 | 2 | 3 | 4 | 'last' {
  const place = Math.ceil(Number(date.slice(8)) / 7);
  return place >= 5 ? 'last' : (place as 1 | 2 | 3 | 4);
}
