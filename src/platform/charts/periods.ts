import type { ChartSeries } from './chart.ts';

/** The periods along a chart's axis, in order, and how they are written there. */
export interface Timeline {
  /** Every period from first to last, those without any figure included, so that distance on the axis is time. */
  periods: readonly string[];
  /** Short, for a tick: "2021-22", "2022". */
  tick: (period: string) => string;
  /** In full, for a table and for words: "2021-22", "31 March 2022". */
  label: (period: string) => string;
  /** Said of the whole axis when ticks alone would not say it: "at 31 March". */
  caption: string | null;
}

const YEAR = /^\d{4}$/;
const ACCOUNT_YEAR = /^(\d{4})-(\d{2})$/;
const DAY = /^\d{4}-(\d{2})-(\d{2})$/;

const yearOf = (period: string): number => Number(period.slice(0, 4));
const asIs = (period: string): string => period;

const LONG_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const asDay = (period: string): Date => new Date(`${period}T00:00:00Z`);

function isAccountYear(period: string): boolean {
  const parts = ACCOUNT_YEAR.exec(period);
  return parts !== null && (Number(parts[1]) + 1) % 100 === Number(parts[2]);
}

function everyYear(periods: readonly string[], write: (year: number) => string): string[] {
  const years = periods.map(yearOf);
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => write(first + index));
}

/**
 * Puts the periods of all series in order and fills in the years that nobody has a figure for. Years are filled only
 * where all periods are of one form; mixed forms stand side by side in the order of their text.
 */
export function timeline(series: readonly ChartSeries[]): Timeline {
  const found = [...new Set(series.flatMap((one) => one.points.map((point) => point.period)))].sort();
  const plain = { tick: asIs, label: asIs, caption: null };
  if (found.length === 0) return { periods: [], ...plain };
  if (found.every((period) => YEAR.test(period))) return { periods: everyYear(found, String), ...plain };
  if (found.every(isAccountYear)) {
    const write = (year: number) => `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
    return { periods: everyYear(found, write), ...plain };
  }
  const monthAndDay = found[0]?.slice(4) ?? '';
  if (found.every((period) => DAY.test(period))) {
    const label = (period: string) => LONG_DAY.format(asDay(period));
    if (monthAndDay === '-02-29' || found.some((period) => period.slice(4) !== monthAndDay)) {
      return { periods: found, tick: label, label, caption: null };
    }
    return {
      periods: everyYear(found, (year) => `${year}${monthAndDay}`),
      tick: (period) => period.slice(0, 4),
      label,
      caption: `at ${DAY_AND_MONTH.format(asDay(found[0] ?? ''))}`,
    };
  }
  return { periods: found, ...plain };
}

/** Which of the periods get a tick label when each label needs `labelWidth` of `width`: always the last, then evenly back. */
export function labelledPeriods(periods: readonly string[], width: number, labelWidth: number): string[] {
  const fit = Math.max(1, Math.floor(width / labelWidth));
  const step = Math.max(1, Math.ceil((periods.length - 1) / fit));
  return periods.filter((_, index) => (periods.length - 1 - index) % step === 0);
}
