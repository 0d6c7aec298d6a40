import { dateInWords } from '../../../platform/clocks/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { CheckedReturn, RuleResult } from '../checked.ts';
import { type Day, dayText } from '../day.ts';
import { Findings } from '../findings.ts';
import { SchemaFaults } from '../schema-faults.ts';
import { Book, CannotRun, type HowToGive, yearTo } from './book.ts';
import { LAYOUTS, TABLE_NAMES, type TableName } from './layout.ts';
import { readProviders } from './providers.ts';
import { readReturn } from './read-return.ts';
import type { ReturnFiles } from './return-files.ts';
import { inForce, type Judging, RULE_YEARS, type Rule903, type RuleYear } from './rule.ts';
import { RULES_903 } from './rules/index.ts';
import { ReturnWords } from './table.ts';

/** What is wanted of a check. */
export interface Ssda903Check {
  /** The year of the rules: `2026/27`. */
  ruleset: string;
  /** The year in whose March the return ends: 2018 for 2017/18. */
  collectionYear: number;
  /** The folder of the return of the year before, or a zip archive of it, for rules that compare with it. */
  last?: string;
  /** Ofsted’s list of providers as a CSV file, for rules that compare with it. */
  providers?: string;
  /** The number of the authority, as placements name it. */
  authority?: string;
  /** How whoever checks can give what of these is lacking; as on the command line unless said. */
  howToGive?: HowToGive;
  /** Told how many bytes were read. */
  progress?: (bytes: number) => void;
  /** Cancels the check: it rejects with the reason of the signal. */
  signal?: AbortSignal;
}

/**
 * Reads a return of children looked after from the CSV files of a folder, or of a zip archive of one, and checks it against the rules of
 * a year. Throws UnreadableReturn where a file can't be read to its end, and PlainError for a year whose rules Kith does not have.
 */
export async function checkSsda903(from: string | ReturnFiles, check: Ssda903Check): Promise<CheckedReturn> {
  const { year, book, notes } = await readBook(from, check);
  return checkBook(book, year, notes);
}

/** Reads a return, and what it is checked with, as `checkSsda903` does, without checking it. */
export async function readBook(
  from: string | ReturnFiles,
  { collectionYear, ruleset, last, providers, authority, howToGive, progress = () => {}, signal }: Ssda903Check,
): Promise<{ year: RuleYear; book: Book; notes: string[] }> {
  const year = ruleYear(ruleset);
  const words = new ReturnWords({ folds: true });
  let bytes = 0;
  const reading = {
    ...{ words, ...(signal ? { signal } : {}) },
    progress: (more: number) => {
      bytes += more;
      progress(bytes);
    },
  };
  const read = await readReturn(from, reading);
  if (last !== undefined) {
    const before = await readReturn(last, reading);
    for (const [name, table] of before.now) read.last.set(name, table);
    read.notes.push(...before.notes.map((note) => `Of the year before: ${note}`));
  }
  const listed = providers === undefined ? {} : { providers: await readProviders(providers) };
  signal?.throwIfAborted();
  const beside = {
    ...listed,
    ...(howToGive ? { howToGive } : {}),
    ...(authority === undefined ? {} : { authority: authority.toUpperCase() }),
  };
  return { year, book: new Book(words, read.now, read.last, yearTo(collectionYear), beside), notes: read.notes };
}

/** Checks a return that is read already. */
export function checkBook(book: Book, year: RuleYear, notes: readonly string[] = []): CheckedReturn {
  const findings = new Findings();
  const children = numberChildren(book, findings);
  const rules = RULES_903.filter((rule) => inForce(rule, year));
  const results = rules.map((rule, number) => resultOf(rule, number, book, findings, children));
  return {
    title: 'Return of children looked after (SSDA903)',
    ruleset: year,
    about: [`year ${dateInWords(dayText(book.start as Day))} to ${dateInWords(dayText(book.end))}`],
    notes: [...notes],
    tables: TABLE_NAMES.map((name) => ({ name, rows: book.find(name)?.rows ?? 0 })),
    children: children.size,
    rules: results,
    findings,
    faults: new SchemaFaults(),
  };
}

/** Gives each child a number in the order in which the tables name it. */
function numberChildren(book: Book, findings: Findings): ReadonlyMap<number, number> {
  const children = new Map<number, number>();
  for (const name of TABLE_NAMES) {
    const table = book.find(name);
    if (!table) continue;
    for (let row = 0; row < table.rows; row += 1) {
      const child = table.number(row, 'CHILD');
      if (child !== 0 && !children.has(child)) children.set(child, findings.addChild(table.shown(row, 'CHILD')));
    }
  }
  return children;
}

function resultOf(
  rule: Rule903,
  number: number,
  book: Book,
  findings: Findings,
  children: ReadonlyMap<number, number>,
): RuleResult {
  const { code, severity, message, why, mend } = rule;
  const told = { code, severity, message, why, mend, returnLevel: false };
  const found = new Map<TableName, Set<number>>();
  try {
    demandNeeds(rule, book);
    rule.judge(book, (name, row) => {
      const rows = found.get(name);
      if (rows) rows.add(row);
      else found.set(name, new Set([row]));
    });
  } catch (error) {
    const because =
      error instanceof CannotRun
        ? error.message
        : `A fault of Kith’s own (${error instanceof Error ? error.message : String(error)}).`;
    const lacksOnly =
      error instanceof CannotRun && !error.isFault ? { lacksOnly: 'what need not be given' as const } : {};
    return { rule: told, status: 'error', because, ...lacksOnly };
  }
  for (const [name, rows] of found) {
    const table = book.table(name);
    const fields = rule.fields.filter((field) => table.has(field));
    for (const row of [...rows].sort((one, other) => one - other)) {
      const child = children.get(table.number(row, 'CHILD')) ?? -1;
      for (const field of fields.length > 0 ? fields : ['CHILD']) {
        findings.add(number, {
          ...{ child, row, field, table: TABLE_NAMES.indexOf(name) },
          ...{ line: table.line(row), value: table.shown(row, field) },
        });
      }
    }
  }
  return { rule: told, status: found.size > 0 ? 'failed' : 'passed', because: null };
}

/** Columns that the collection’s own site finds by the postcodes and adds to what is downloaded from it. */
const DERIVED = ['PL_LA', 'PL_LOCATION', 'PL_DISTANCE'];

function demandNeeds({ needs }: Pick<Judging, 'needs'>, book: Book): void {
  for (const [name, columns] of Object.entries(needs) as [TableName, readonly string[]][]) {
    const table = book.table(name);
    for (const column of columns) {
      if (table.has(column)) continue;
      const isDerived = DERIVED.includes(column);
      throw new CannotRun(
        `The file ${LAYOUTS[name].files[0]} has no column ${column}${isDerived ? ', which the collection’s own site adds' : ''}.`,
        { isFault: !isDerived },
      );
    }
  }
}

function ruleYear(name: string): RuleYear {
  const found = RULE_YEARS.find((year) => year === name);
  if (found) return found;
  throw new PlainError(
    `Kith has no rules of “${name}” for the return of children looked after: choose ${RULE_YEARS.join(', ')}.`,
    { exitCode: 2 },
  );
}
