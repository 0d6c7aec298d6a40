import type { WorkingCalendar } from '../../../platform/clocks/index.ts';
import { dateInWords } from '../../../platform/clocks/index.ts';
import type { CheckedReturn, RuleResult } from '../checked.ts';
import { dayText } from '../day.ts';
import { Findings } from '../findings.ts';
import { GivingWay } from '../giving-way.ts';
import { SchemaFaults } from '../schema-faults.ts';
import { tableNumber } from './census-row.ts';
import type { Child, Header } from './child.ts';
import { CensusReader } from './reader.ts';
import {
  type Across,
  CannotRun,
  Census,
  type CinRule,
  type Limits,
  type Place,
  type RuleSet,
  type Run,
} from './rule.ts';
import { TABLE_NAMES, type TableName } from './tables.ts';

/** What a check measures by, besides the rules. */
export interface Measures {
  calendar: WorkingCalendar;
  limits: Limits;
}

/** The number of no child, for findings about the header. */
const NO_CHILD = -1;

interface Running {
  rule: CinRule;
  run: Run;
  across: Across | undefined;
  /** Why it could not run. It is then asked no more. */
  stopped: string | null;
  because: string | null;
}

interface Judge {
  running: Running;
  run: Run;
  judge: (child: Child, run: Run) => void;
}

/**
 * The rules of one year at work on one return: they see each child once, as it comes, and nothing of it is kept but what they
 * find. A rule that throws could not run; it never counts as passed, and the other rules go on.
 */
export class RulesAtWork {
  readonly findings = new Findings();
  readonly #set: RuleSet;
  readonly #measures: Measures;
  #running: Running[] = [];
  /** What each child is put before, by the part that it must have: a large return asks some fifteen million times. */
  readonly #judges: Record<NonNullable<CinRule['needs']> | 'all', Judge[]> = {
    all: [],
    Assessments: [],
    CINplanDates: [],
    Section47: [],
    ChildProtectionPlans: [],
  };
  #child = NO_CHILD;

  constructor(set: RuleSet, measures: Measures) {
    this.#set = set;
    this.#measures = measures;
  }

  /** Comes first, with the header or without one. */
  header(header: Header | undefined): void {
    const census = new Census(this.#set.year, header, this.#measures.calendar, this.#measures.limits);
    this.#running = this.#set.rules.map((rule, number) => {
      const running: Running = {
        rule,
        across: undefined,
        stopped: null,
        because: null,
        run: {
          census,
          fail: (...places) => this.#found(number, places),
          failEarlier: ({ table, ...at }) => this.findings.add(number, { ...at, table: tableNumber(table) }),
          failReturn: (because) => {
            running.because = because;
          },
        },
      };
      return running;
    });
    for (const running of this.#running) {
      attempt(running, () => {
        const { rule, run } = running;
        running.across = rule.across?.(run, header);
        const { across } = running;
        const judges = this.#judges[rule.needs ?? 'all'];
        if (rule.child) judges.push({ running, run, judge: rule.child });
        if (across) judges.push({ running, run, judge: across.child });
      });
    }
  }

  /** Judges the next child. */
  child(child: Child): void {
    this.#child = this.findings.addChild(child.identifiers.id);
    this.#judged(child, this.#judges.all);
    let has = 0;
    for (const { assessments, cinPlans, enquiries, protectionPlans } of child.episodes) {
      if (assessments.length > 0) has |= 1;
      if (cinPlans.length > 0) has |= 2;
      if (enquiries.length > 0) has |= 4;
      if (protectionPlans.length > 0) has |= 8;
    }
    if (has & 1) this.#judged(child, this.#judges.Assessments);
    if (has & 2) this.#judged(child, this.#judges.CINplanDates);
    if (has & 4) this.#judged(child, this.#judges.Section47);
    if (has & 8) this.#judged(child, this.#judges.ChildProtectionPlans);
    this.#child = NO_CHILD;
  }

  /** Judges what only shows at the end, and says what became of each rule. */
  end(): RuleResult[] {
    for (const running of this.#running) {
      if (running.stopped === null) attempt(running, () => running.across?.end());
    }
    const places = this.findings.byRule(this.#running.length);
    return this.#running.map(({ rule, stopped, because }, number) => {
      const failed = because !== null || (places[number]?.length ?? 0) > 0;
      const status = stopped !== null ? 'error' : failed ? 'failed' : 'passed';
      const { code, severity, message, why, mend, returnLevel = false } = rule;
      return {
        rule: { code, severity, message, why, mend, returnLevel },
        status,
        because: stopped ?? because,
      };
    });
  }

  #judged(child: Child, judges: Judge[]): void {
    let at = 0;
    // One try for all rules: the loop goes on behind the rule that threw.
    while (at < judges.length) {
      try {
        for (; at < judges.length; at += 1) {
          const { judge, run } = judges[at] as Judge;
          judge(child, run);
        }
      } catch (error) {
        const [judge] = judges.splice(at, 1);
        if (judge) stop(judge.running, error);
      }
    }
  }

  #found(rule: number, places: readonly Place[]): void {
    for (const [row, field] of places as readonly AnyPlace[]) {
      if (row.row < 0) continue;
      this.findings.add(rule, {
        child: this.#child,
        table: tableNumber(row.table),
        row: row.row,
        line: row.lineOf(field),
        field,
        value: row.textOf(field),
      });
    }
  }
}

/** A place whose row and field are of the same table, which the compiler can't see once they are taken apart. */
type AnyPlace = readonly [
  { table: TableName; row: number; lineOf: (field: string) => number; textOf: (field: string) => string },
  string,
];

function attempt(running: Running, what: () => void): void {
  try {
    what();
  } catch (error) {
    stop(running, error);
  }
}

function stop(running: Running, error: unknown): void {
  running.stopped =
    error instanceof CannotRun
      ? error.message
      : `A fault of Kith’s own (${error instanceof Error ? error.message : String(error)}).`;
}

/** What is wanted of a check. */
export interface CensusCheck extends Measures {
  set: RuleSet;
  /** Told with every piece of the file, a megabyte at most, how many bytes were read. */
  progress?: (bytes: number) => void;
  /** Cancels the check: it rejects with the reason of the signal. */
  signal?: AbortSignal;
}

/**
 * Reads a Children in Need census and checks it against the rules of a year, in one pass and in memory that grows with what is
 * found and with the ids of the children, not with the file. Other work of the process has its turn after every megabyte. Throws
 * UnreadableReturn where the file can't be read to its end, and the reason of the signal when it is cancelled; the file is then let go.
 */
export async function checkCensus(file: AsyncIterable<Uint8Array>, check: CensusCheck): Promise<CheckedReturn> {
  const { set } = check;
  const faults = new SchemaFaults();
  const work = new RulesAtWork(set, check);
  let header: Header | undefined;
  let children = 0;
  const reader = new CensusReader(
    set.year,
    {
      header: (given) => {
        header = given;
        work.header(given);
      },
      child: (child) => {
        children += 1;
        work.child(child);
      },
    },
    faults,
  );
  const way = new GivingWay(check.signal);
  check.signal?.throwIfAborted();
  let bytes = 0;
  for await (const piece of file) {
    for (const part of way.pieces(piece)) {
      reader.write(part);
      bytes += part.length;
      check.progress?.(bytes);
      await way.after(part.length);
    }
  }
  reader.end();
  return {
    title: 'Children in Need census',
    ruleset: set.name,
    about: aboutOf(header),
    notes: notesOf(set, header, children),
    tables: TABLE_NAMES.map((name: TableName) => ({ name, rows: reader.rows[name] })),
    children,
    rules: work.end(),
    findings: work.findings,
    faults,
  };
}

function aboutOf(header: Header | undefined): string[] {
  if (!header) return [];
  const about: string[] = [];
  if (header.authority !== '') about.push(`authority ${header.authority}`);
  if (!Number.isNaN(header.reference)) about.push(`reference date ${dateInWords(dayText(header.reference))}`);
  return about;
}

function notesOf(set: RuleSet, header: Header | undefined, children: number): string[] {
  const notes: string[] = [];
  if (!header)
    notes.push('The file has no header before its children, so rules that need the reference date could not run.');
  else if (!Number.isNaN(header.reference) && dayText(header.reference) !== `${set.year}-03-31`)
    notes.push(
      `Line ${header.lineOf('ReferenceDate')} says that the reference date is ${dateInWords(dayText(header.reference))}, but the rules of ${set.name} are for 31 March ${set.year}: choose the rules of the year of the return.`,
    );
  if (children === 0) notes.push('The file holds no child.');
  return notes;
}
