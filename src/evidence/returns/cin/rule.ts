import type { WorkingCalendar } from '../../../platform/clocks/index.ts';
import { addWorkingDays } from '../../../platform/clocks/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { RuleWords } from '../checked.ts';
import { type Day, dayOf, dayText, monthsAfter } from '../day.ts';
import type { FoundAt } from '../findings.ts';
import type { CensusRow } from './census-row.ts';
import type { Child, Header } from './child.ts';
import type { FieldPath, TABLES, TableName } from './tables.ts';

/** A rule can't be decided on this return, and why. Any other error that a rule throws is a defect of Kith. */
export class CannotRun extends Error {
  override name = 'CannotRun';
}

/** A place that a finding names: a row with one of its fields. */
export type Place = { [Table in TableName]: readonly [CensusRow<Table>, (typeof TABLES)[Table][number]] }[TableName];

/** The limits that rules measure by, in working days. Dated data of the statutory module. */
export interface Limits {
  /** For an assessment, from its beginning. */
  assessment: number;
  /** For an initial conference, from the beginning of the enquiry. */
  conference: number;
}

/** The year that a return accounts for. */
export class Census {
  readonly #reference: Day;
  readonly #months = new Map<number, Day>();
  readonly #start: Day;
  readonly #calendar: WorkingCalendar;
  readonly limits: Limits;
  /** The collection year of the rules: 2025 for those of 2024/25. */
  readonly year: number;

  constructor(year: number, header: Header | undefined, calendar: WorkingCalendar, limits: Limits) {
    this.year = year;
    this.#reference = header?.reference ?? Number.NaN;
    this.#start = Number.isNaN(this.#reference) ? Number.NaN : this.yearsBefore(1) + 1;
    this.#calendar = calendar;
    this.limits = limits;
  }

  /**
   * The reference date of the header, which is the last day of the census year. Rule 100 says whether it is the 31 March that it
   * should be; the other rules measure by the date as it stands. Throws CannotRun when the header gives none.
   */
  get end(): Day {
    if (Number.isNaN(this.#reference)) throw new CannotRun('The header gives no reference date that can be read.');
    return this.#reference;
  }

  /** The first day of the census year: the day after the reference date of a year before. Throws as `end`. */
  get start(): Day {
    if (Number.isNaN(this.#start)) return this.end;
    return this.#start;
  }

  /** The same day as the reference date some years before. Throws as `end`. */
  yearsBefore(years: number): Day {
    return this.monthsAfterEnd(-12 * years);
  }

  /** The same day as the reference date some months after it, or before it when negative. Throws as `end`. */
  monthsAfterEnd(months: number): Day {
    const known = this.#months.get(months);
    if (known !== undefined) return known;
    const day = monthsAfter(this.end, months);
    this.#months.set(months, day);
    return day;
  }

  /** Whether a day lies in the census year. Throws as `end`. */
  holds(day: Day): boolean {
    return day >= this.start && day <= this.end;
  }

  /** The working day so many before another. Throws CannotRun where bank holidays are not known. */
  workingDaysBefore(day: Day, count: number): Day {
    try {
      return dayOf(addWorkingDays(this.#calendar, dayText(day), -count));
    } catch (error) {
      throw error instanceof PlainError ? new CannotRun(error.message) : error;
    }
  }
}

/** What a rule has at hand. */
export interface Run {
  census: Census;
  /** Says that a child fails the rule, and where: all the places that belong together, in one call. */
  fail: (...places: Place[]) => void;
  /** The same for a child that has passed already: `number` is its number, and its place must be given with what stands there. */
  failEarlier: (at: Omit<FoundAt, 'table'> & { table: TableName }) => void;
  /** Says that the return as a whole fails, with the figures. */
  failReturn: (because: string) => void;
}

/** A rule that looks at several children together: it gathers from each and judges at the end. */
export interface Across {
  child: (child: Child) => void;
  end: () => void;
}

/** A child as a case describes it: the census's own names, without the elements that only hold others. */
export interface CaseChild extends Fields<'ChildIdentifiers'>, Fields<'ChildCharacteristics'> {
  Disability?: readonly string[];
  CINdetails?: readonly CaseEpisode[];
}

/** An episode of a case. */
export interface CaseEpisode extends Fields<'CINdetails'> {
  Assessments?: readonly (Omit<Fields<'Assessments'>, 'AssessmentFactors'> & {
    AssessmentFactors?: readonly string[];
  })[];
  CINPlanDates?: readonly Fields<'CINplanDates'>[];
  Section47?: readonly Fields<'Section47'>[];
  ChildProtectionPlans?: readonly (Fields<'ChildProtectionPlans'> & { CPPreviewDate?: readonly string[] })[];
}

type Fields<Table extends TableName> = { [Field in (typeof TABLES)[Table][number]]?: string };

/** An example that shows what a rule lets pass or finds. The census year is that up to 31 March 2025 unless it says otherwise. */
export interface RuleCase {
  children: readonly CaseChild[];
  header?: Fields<'Header'>;
  /** The rows it finds, by table; `return` when the return as a whole fails; `nothing`; `cannot run`. */
  finds: Partial<Record<TableName, readonly number[]>> | 'return' | 'nothing' | 'cannot run';
}

/** A rule of the census with everything there is to say about it. */
export interface CinRule extends Omit<RuleWords, 'returnLevel'> {
  /** The part of the return to which the collector counts it. */
  table: TableName;
  /** A part without which it has nothing to say: children that have no row of it are not put before the rule. */
  needs?: 'Assessments' | 'CINplanDates' | 'Section47' | 'ChildProtectionPlans';
  /** The fields it looks at, apart from the reference date of the header. Those that it names when it fails are among them. */
  reads: readonly FieldPath[];
  /** How open wording was read, and why so. */
  reading?: string;
  /** Judges one child. */
  child?: (child: Child, run: Run) => void;
  /** Judges children together, or the header. */
  across?: (run: Run, header: Header | undefined) => Across;
  /** It is about the return as a whole, and names no child. */
  returnLevel?: true;
  cases: readonly RuleCase[];
}

/** A case in which nothing is found. */
export function passes(...children: CaseChild[]): RuleCase {
  return { children, finds: 'nothing' };
}

/** A case of one child in which these rows are found. */
export function finds(rows: Partial<Record<TableName, readonly number[]>>, ...children: CaseChild[]): RuleCase {
  return { children, finds: rows };
}

/** A child with these episodes, for a case. */
export function episodes(...CINdetails: CaseEpisode[]): CaseChild {
  return { CINdetails };
}

/** The rules of one year. */
export interface RuleSet {
  /** As authorities call it: `2024/25`. */
  name: string;
  /** The collection year, that of the reference date: 2025. */
  year: number;
  rules: readonly CinRule[];
}

/** The rules of a year, from those of the year before: rules of the same code take the place of the older ones, others are added. */
export function inherit(before: RuleSet, name: string, changed: readonly CinRule[] = []): RuleSet {
  const rules = new Map(before.rules.map((rule) => [rule.code, rule]));
  for (const rule of changed) rules.set(rule.code, rule);
  return { name, year: before.year + 1, rules: inOrder([...rules.values()]) };
}

/** Rules by their code, as numbers. */
export function inOrder(rules: readonly CinRule[]): CinRule[] {
  return [...rules].sort((one, other) => Number.parseInt(one.code, 10) - Number.parseInt(other.code, 10));
}
