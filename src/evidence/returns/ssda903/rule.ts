import type { RuleWords } from '../checked.ts';
import type { Book } from './book.ts';
import type { TableName } from './layout.ts';

/** Years whose rules Kith has. */
export const RULE_YEARS = ['2022/23', '2023/24', '2024/25', '2025/26', '2026/27'] as const;
/** A year of rules. */
export type RuleYear = (typeof RULE_YEARS)[number];

/** Says that a row fails the rule. */
export type Found = (table: TableName, row: number) => void;

/** What a rule does, without its code and its years. */
export interface Judging {
  /** What is wrong where it fails, in one plain sentence. */
  message: string;
  /** Why that matters, in one sentence. */
  why: string;
  /** How it is usually mended, in one sentence. */
  mend: string;
  /** The columns that a finding names, where the table has them. */
  fields: readonly string[];
  /** Tables and columns without which it can't be decided. */
  needs: Partial<Record<TableName, readonly string[]>>;
  judge: (book: Book, found: Found) => void;
  /** How an open meaning was read, and why so. */
  reading?: string;
}

/** A rule of the return with everything there is to say about it. */
export interface Rule903 extends Judging, Omit<RuleWords, 'returnLevel'> {
  /** The first and the last year in which it is in force; without a last it is still. */
  since: RuleYear;
  until?: RuleYear;
}

/** A rule in force in these years; in all that Kith has, unless told. */
export function rule(code: string, judging: Judging, years: { since?: RuleYear; until?: RuleYear } = {}): Rule903 {
  const { since = '2022/23', until } = years;
  return { code, severity: 'error', since, ...(until === undefined ? {} : { until }), ...judging };
}

/** Whether a rule is in force in a year. */
export function inForce({ since, until }: Rule903, year: RuleYear): boolean {
  const at = RULE_YEARS.indexOf(year);
  return at >= RULE_YEARS.indexOf(since) && (until === undefined || at <= RULE_YEARS.indexOf(until));
}
