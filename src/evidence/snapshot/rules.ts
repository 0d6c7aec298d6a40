import { rate } from './rounding.ts';
import type { NotJoinedCode } from './view.ts';
import { daysOfPeriod, PERIOD_NOT_STATED, periodWords } from './words.ts';

/** How a line of the snapshot may be made into a partnership figure. */
export type JoinRule = { by: 'sum' } | { by: 'never'; because: string };

/** One area's answer to a line, as the joining rule sees it. */
export interface JoinCandidate {
  areaName: string;
  indicatorCode: string;
  indicatorTitle: string;
  period: string;
  /** Null when it is not known. */
  value: number | null;
  about: boolean;
}

/** The partnership's value, or why there is none. */
export type JoinResult =
  | { joined: true; value: number; about: boolean; period: string }
  | { joined: false; code: NotJoinedCode; reason: string };

/**
 * Adds the areas' figures only where every area answers with the same indicator for the same stated period and each value
 * is known (product rule 9: combine figures only where definitions match, and say so where not).
 *
 * `areas` names every area of the partnership; `candidates` holds what each gave. An area that answers one line with two
 * figures of its own (two periods, say) cannot be joined either.
 */
export function joinLine(rule: JoinRule, areas: readonly string[], candidates: readonly JoinCandidate[]): JoinResult {
  if (rule.by === 'never') return { joined: false, code: 'never', reason: rule.because };
  const silent = areas.filter((area) => !candidates.some((candidate) => candidate.areaName === area));
  if (silent.length > 0) {
    return no('missing', `No figure is recorded for ${list(silent)}, so there is nothing to add.`);
  }
  const codes = new Set(candidates.map((candidate) => candidate.indicatorCode));
  if (codes.size > 1) {
    const each = areas.map((area) => {
      const titles = candidates.filter(({ areaName }) => areaName === area).map(({ indicatorTitle }) => indicatorTitle);
      return `${area} counts ${list([...new Set(titles)].map((title) => `"${lowerFirst(title)}"`))}`;
    });
    return no('different-definitions', `The definitions differ: ${each.join('; ')}.`);
  }
  const unknown = candidates.filter((candidate) => candidate.value === null);
  if (unknown.length > 0) {
    return no('not-known', `The figure for ${list(unknown.map(({ areaName }) => areaName))} is not known.`);
  }
  const periods = new Set(candidates.map((candidate) => candidate.period));
  if (periods.size > 1 || candidates.length !== areas.length) {
    const each = candidates.map(({ areaName, period }) =>
      period === PERIOD_NOT_STATED ? `${areaName} gives no date` : `${areaName}'s is for ${periodWords(period)}`,
    );
    return no('different-periods', `The periods differ: ${list(each)}.`);
  }
  const period = candidates[0]?.period ?? PERIOD_NOT_STATED;
  if (period === PERIOD_NOT_STATED) {
    return no('period-not-stated', 'The source gives no date for these figures, so they may not be of the same time.');
  }
  const value = candidates.reduce((sum, candidate) => sum + (candidate.value ?? 0), 0);
  return { joined: true, value, about: candidates.some((candidate) => candidate.about), period };
}

function no(code: NotJoinedCode, reason: string): JoinResult {
  return { joined: false, code, reason };
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function lowerFirst(words: string): string {
  // An abbreviation ("EHC plans") keeps its capitals.
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** Order of periods in time: by the day on which each ends, so that 31 March 2022 stands with the year that ends then. */
export function comparePeriods(one: string, other: string): number {
  return endOfPeriod(one).localeCompare(endOfPeriod(other)) || one.localeCompare(other);
}

/** The last day of a period, near enough to put it in order: every month is taken to have 31 days. Empty where none is stated. */
export function endOfPeriod(period: string): string {
  if (period === PERIOD_NOT_STATED) return '';
  const last = daysOfPeriod(period)?.to ?? period.replace(/^since /, '').replace(/ \(.*\)$/, '');
  const year = /^(\d{4})[-/](\d{2})$/.exec(last);
  if (year && (Number(year[1]) + 1) % 100 === Number(year[2])) return `${Number(year[1]) + 1}-03-31`;
  if (/^\d{4}-\d{2}$/.test(last)) return `${last}-31`;
  // A bare year of the publisher stands for a year to 31 March, a census day or a calendar year: its end is the safe order.
  if (/^\d{4}$/.test(last)) return `${last}-03-31`;
  return last;
}

/** A change between two known values: later less earlier, and as a percentage of the earlier (null from nothing). */
export function changeBetween(earlier: number, later: number): { by: number; percent: number | null } {
  const by = Number((later - earlier).toFixed(6));
  const size = rate(Math.abs(by), earlier, 100, 1);
  return { by, percent: size === null || by >= 0 ? size : 0 - size };
}
