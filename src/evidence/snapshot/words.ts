import { partialDateInWords } from '../../platform/clocks/index.ts';
import type { Shown, WithheldBecause } from './view.ts';

/** How a unit is written: for one, for several, and whether it is set directly behind the number. */
interface Unit {
  one: string;
  many: string;
  suffix?: string;
}

const UNITS = {
  children: { one: 'child', many: 'children' },
  'young-people': { one: 'young person', many: 'young people' },
  people: { one: 'person', many: 'people' },
  cases: { one: 'case', many: 'cases' },
  episodes: { one: 'episode', many: 'episodes' },
  contacts: { one: 'contact', many: 'contacts' },
  referrals: { one: 'referral', many: 'referrals' },
  assessments: { one: 'assessment', many: 'assessments' },
  incidents: { one: 'incident', many: 'incidents' },
  plans: { one: 'plan', many: 'plans' },
  arrangements: { one: 'arrangement', many: 'arrangements' },
  schools: { one: 'school', many: 'schools' },
  sessions: { one: 'session', many: 'sessions' },
  attendances: { one: 'attendance', many: 'attendances' },
  visitors: { one: 'visitor', many: 'visitors' },
  views: { one: 'page view', many: 'page views' },
  issues: { one: 'issue', many: 'issues' },
  events: { one: 'event', many: 'events' },
  percent: { one: 'per cent', many: 'per cent', suffix: '%' },
  'percent-change': { one: 'per cent more or less', many: 'per cent more or less', suffix: '%' },
  'per-10000': { one: 'per 10,000 children', many: 'per 10,000 children' },
  'per-child': { one: 'for each child', many: 'for each child' },
  'per-session': { one: 'for each session', many: 'for each session' },
  'per-person': { one: 'for each person', many: 'for each person' },
  items: { one: 'item', many: 'items' },
  score: { one: 'point', many: 'points' },
  'yes-no': { one: 'yes or no', many: 'yes or no' },
} as const satisfies Record<string, Unit>;

/** The units a figure can be in, as year files write them. */
export const unitNames = Object.keys(UNITS) as [UnitName, ...UnitName[]];

/** Name of a unit, as year files write it. */
export type UnitName = keyof typeof UNITS;

/** Units in which nothing is counted: shares, rates, changes, points, yes or no. */
const NOT_COUNTED: readonly string[] = [
  'percent',
  'percent-change',
  'per-10000',
  'per-child',
  'per-session',
  'per-person',
  'score',
  'yes-no',
] satisfies UnitName[];

/** Whether numbers of this unit are counts, which add up. */
export function isCountUnit(name: string): boolean {
  return !NOT_COUNTED.includes(name);
}

function unitOf(name: string): Unit {
  return (UNITS as Record<string, Unit>)[name] ?? { one: name, many: name };
}

/** What a column of such numbers is headed with: "children", "per cent". */
export function unitWords(name: string): string {
  return unitOf(name).many;
}

/** The sign set directly behind a number of this unit: "%", or nothing. */
export function unitSuffix(name: string): string {
  return unitOf(name).suffix ?? '';
}

type Places = 'at-most' | 'always';

// Making a format takes a hundred times as long as using it.
const formats = new Map<string, Intl.NumberFormat>();

function formatFor(decimals: number, places: Places): Intl.NumberFormat {
  const name = `${decimals} ${places}`;
  const held = formats.get(name);
  if (held !== undefined) return held;
  const least = places === 'always' ? decimals : 0;
  const made = new Intl.NumberFormat('en-GB', { minimumFractionDigits: least, maximumFractionDigits: decimals });
  formats.set(name, made);
  return made;
}

/**
 * A number as print shows it: thousands apart, "%" behind a percentage, yes or no in words. A figure taken from a source is
 * given no more decimals than it came with (`at-most`); a number that Kith worked out has `always` the same.
 */
export function formatNumber(value: number, unit: string, decimals: number, places: Places = 'at-most'): string {
  if (unit === 'yes-no') return value === 1 ? 'Yes' : 'No';
  return `${formatFor(decimals, places).format(value)}${unitSuffix(unit)}`;
}

/** A number with its unit in words: "1,970 referrals", "39.5%". */
export function formatWithUnit(value: number, unit: string, decimals: number): string {
  const text = formatNumber(value, unit, decimals);
  if (unitSuffix(unit) !== '' || unit === 'yes-no') return text;
  return `${text} ${value === 1 ? unitOf(unit).one : unitOf(unit).many}`;
}

/** What stands where a withheld number would stand (product rule 12). */
export const WITHHELD_WORDS: Record<WithheldBecause, string> = {
  'small-number': '1 to 5, not shown',
  'protects-small-number': 'not shown, so that a small number cannot be worked out',
};

/** What may be shown of a value, as print: the one way from a `Shown` to text. */
export function shownText(shown: Shown, unit: string, decimals: number, places: Places = 'at-most'): string {
  if (shown.shown === 'suppressed') return WITHHELD_WORDS[shown.why];
  if (shown.shown === 'not-known') return shown.words;
  const text = formatNumber(shown.value, unit, decimals, places);
  return shown.about ? `about ${text}` : text;
}

/** The period of a figure whose source gives no date. */
export const PERIOD_NOT_STATED = 'not-stated';

/** Years before and after which nobody means what he writes: 2099-00 is a slip. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2079;

/** Two days with everything between them, as 2025-08-01/2026-01-31. */
const FROM_TO = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/;

/** The first and last day of a period that is written as two days; null for every other. */
export function daysOfPeriod(period: string): { from: string; to: string } | null {
  const [, from, to] = FROM_TO.exec(period) ?? [];
  return from === undefined || to === undefined ? null : { from, to };
}

/**
 * Whether a text is a period: 2021-22, 2022-03-31, 2021-05, 2021, since 2019-04, 2025-08-01/2026-01-31, not-stated; and one that
 * can be.
 */
export function isPeriod(text: string): boolean {
  if (text === PERIOD_NOT_STATED) return true;
  const days = daysOfPeriod(text);
  if (days) return isPeriod(days.from) && isPeriod(days.to) && days.from < days.to;
  const since = text.startsWith('since ');
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(since ? text.slice('since '.length) : text);
  if (parts === null) return false;
  const [, year = '', second, day] = parts;
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return false;
  if (since) return second !== undefined && day === undefined && isMonth(second);
  if (second === undefined) return true;
  if (day === undefined) return isMonth(second) || isAccountYear(text);
  return isMonth(second) && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(second));
}

function isMonth(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 12;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** True for a year that runs from April to March, written 2021-22. The month form 2011-12 does not exist beside it: years win. */
export function isAccountYear(period: string): boolean {
  const parts = /^(\d{4})-(\d{2})$/.exec(period);
  return parts !== null && (Number(parts[1]) + 1) % 100 === Number(parts[2]);
}

/** The year from April to March in which a day lies: 2025-26 for 2026-01-31. */
export function accountYearOf(day: string): string {
  const began = Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
  return `${began}-${String((began + 1) % 100).padStart(2, '0')}`;
}

/** A period in words: "April 2021 to March 2022", "31 March 2022", "1 August 2025 to 31 January 2026", "no date given". */
export function periodWords(period: string): string {
  if (period === PERIOD_NOT_STATED) return 'no date given';
  const days = daysOfPeriod(period);
  if (days) return `${partialDateInWords(days.from)} to ${partialDateInWords(days.to)}`;
  if (period.startsWith('since ')) return `since ${partialDateInWords(period.slice('since '.length))}`;
  if (isAccountYear(period)) {
    const start = Number(period.slice(0, 4));
    return `April ${start} to March ${start + 1}`;
  }
  return partialDateInWords(period);
}

/** Marks that publishers print where they give no number, in words. */
const FLAGS: Record<string, string> = {
  c: 'withheld by the publisher, because the number is small',
  z: 'does not apply',
  x: 'not available',
  u: 'not reliable enough to publish',
  '-': 'no figure published',
  ':': 'not available',
  '~': 'rounds to nothing',
  low: 'rounds to nothing',
};

/** A publisher's mark in words; an unknown mark is given as it stands. */
export function flagWords(flag: string): string {
  return FLAGS[flag] ?? `marked "${flag}" by the publisher`;
}
