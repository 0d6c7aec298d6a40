import type { Findings } from './findings.ts';
import type { SchemaFaults } from './schema-faults.ts';

/** An error keeps a return from being accepted; a query is to be mended or explained. */
export type Severity = 'error' | 'query';

/** What a rule is to a person, whatever return it belongs to. */
export interface RuleWords {
  /** The code under which the collector of the return knows it: `8670Q`. */
  code: string;
  severity: Severity;
  /** What is wrong where it fails, in one plain sentence. */
  message: string;
  /** Why that matters, in one sentence. */
  why: string;
  /** How it is usually mended, in one sentence. */
  mend: string;
  /** It is about the return as a whole, and names no child. */
  returnLevel: boolean;
}

/** What became of one rule. */
export interface RuleResult {
  rule: RuleWords;
  status: 'passed' | 'failed' | 'error';
  /** Why it could not run (`error`), or the figures with which the return as a whole fails; otherwise nothing. */
  because: string | null;
  /** It could not run for want of something that need not be given, such as the return of the year before: no fault of this return. */
  lacksOnly?: 'what need not be given';
}

/** A return that was read to its end, with all that was found in it. */
export interface CheckedReturn {
  /** What was checked: `Children in Need census`. */
  title: string;
  /** The rules it was checked against: `2024/25`. */
  ruleset: string;
  /** The heading of its report, where title and rules do not make one. */
  heading?: string;
  /** What findings count as lines: the rows of a sheet, where it is a workbook. */
  lineIs?: 'row';
  /** What was counted from it, for people. */
  figures?: { label: string; value: string }[];
  /** What a reader is told first: reference date and authority, as the file states them. */
  about: string[];
  /** Plain sentences about the file as a whole, such as a year that does not fit the rules. */
  notes: string[];
  /** The tables in the order in which findings number them, with how many rows each has. */
  tables: { name: string; rows: number }[];
  /** How many children the return holds. */
  children: number;
  /** By number, as the findings name them. */
  rules: RuleResult[];
  findings: Findings;
  faults: SchemaFaults;
}

/** What the command line ends with: 1 when something must be mended before the return is accepted, otherwise 0. */
export function exitCodeOf(checked: CheckedReturn): 0 | 1 {
  const wrong = checked.rules.some(
    ({ rule, status, lacksOnly }) => status !== 'passed' && rule.severity === 'error' && lacksOnly === undefined,
  );
  return wrong || checked.faults.count > 0 ? 1 : 0;
}
