import { dateInWords } from '../../../platform/clocks/index.ts';
import type { CheckedReturn, RuleResult } from '../checked.ts';
import { ownCopy } from '../columns.ts';
import { type Day, dayText } from '../day.ts';
import { Findings } from '../findings.ts';
import { SchemaFaults } from '../schema-faults.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { openWorkbook, type Workbook } from '../xlsx/workbook.ts';
import { ListCount, type ListFigures } from './counts.ts';
import { type FoundList, type FoundLists, findLists } from './find-lists.ts';
import { KIND_NAMES, KINDS, type Kind } from './kinds.ts';
import { LISTS } from './lists.ts';
import { labelOf, type Period, periodTo } from './measures.ts';
import type { Mapping } from './recognise.ts';
import { Recogniser } from './recognise.ts';
import { type ListRow, RowReader } from './row.ts';
import { type AnnexSnapshot, SnapshotCount } from './snapshot.ts';
import { type UnknownSpelling, UnknownSpellings } from './unknown-spellings.ts';

/** A checked Annex A workbook: what a check of any return says, and the figures that were counted from the lists. */
export interface CheckedAnnexA extends CheckedReturn {
  /** By number of the list; a list that is not in the workbook is not here. */
  lists: Record<string, ListFigures>;
  /** Null where a list or column is missing. */
  snapshot: AnnexSnapshot;
  /** The same counted as if what is missing were empty. */
  counted: ReturnType<SnapshotCount['counted']>;
  /** Spellings of codes that nobody can tell without asking, those met most often first. */
  unknown: UnknownSpelling[];
}

/** What is wanted of a check. */
export interface AnnexACheck {
  /** The day that the workbook is about. */
  reference: Day;
  /** What the authority’s own words for codes stand for. */
  mapping?: Mapping;
  /** Told while the lists are read, and at their end, how many bytes were unpacked, and of how many. */
  progress?: (bytes: number, of: number) => void;
  /** Cancels the check: it rejects with the reason of the signal. */
  signal?: AbortSignal;
}

/** Rows of a list at most: the largest authority has some 50,000 contacts in six months. */
const MOST_ROWS = 500_000;
/** Rows after which whoever watches is told how far the reading is. */
const TOLD_EVERY = 1000;
const NOBODY = -1;

/** Dates that begin and end the same thing, by list. */
const IN_ORDER: Readonly<Record<number, readonly [string, string]>> = {
  2: ['Assessment start date', 'Assessment completion date'],
  4: ['Continuous Assessment Start Date', 'Continuous Assessment Date of Authorisation'],
  6: ['CIN Start Date', 'CIN Closure Date'],
  7: ['Child Protection Plan Start Date', 'Child Protection Plan End Date'],
  8: ['Date Started to be Looked After', 'Date Ceased to be Looked After'],
};
/** The date of the event that puts a row into a list of the six months. */
const OF_THE_PERIOD: Readonly<Record<number, string>> = {
  1: 'Date of Contact',
  3: 'Date of referral',
};

/** One check at work. */
class AnnexAtWork {
  readonly findings = new Findings();
  readonly counts = new Map<number, ListCount>();
  readonly snapshot: SnapshotCount;
  readonly unknown = new UnknownSpellings();
  readonly #children = new Map<string, number>();
  readonly #period: Period;
  readonly #seen = new Map<Kind, number>();

  constructor(period: Period) {
    this.#period = period;
    this.snapshot = new SnapshotCount(period);
  }

  /** Notes what is wrong with the workbook itself; `list` counts from 1, 0 for none. */
  ofWorkbook(kind: Kind, list: number, line: number, field: string, value: string): void {
    this.#seen.set(kind, 1);
    this.findings.add(KIND_NAMES.indexOf(kind), { child: NOBODY, table: list - 1, row: -1, line, field, value });
  }

  /** Reads the rows of a list. */
  async list(workbook: Workbook, found: FoundList, recogniser: Recogniser, progress: () => void): Promise<void> {
    const { list, sheet } = found;
    const count = new ListCount(list);
    this.counts.set(list.number, count);
    const reader = new RowReader(found, recogniser, workbook.from1904);
    const wanted = new Set(found.columns.filter((at) => at >= 0));
    let wrong: [Kind, number, string][] = [];
    const note = (kind: Kind, column: number, value: string) => wrong.push([kind, column, value]);
    await workbook.rows(
      sheet,
      (number, cells) => {
        if (number <= found.row) return true;
        wrong = [];
        const row = reader.read(number, cells, note);
        if (row === null) return true;
        if (row === 'note') {
          this.#found('note', list.number, count.rows, number, '', '', cells.find((cell) => cell)?.text ?? '');
          return true;
        }
        if (count.rows >= MOST_ROWS)
          throw new UnreadableReturn(
            `Sheet “${sheet.name}” goes on after row ${number} and has more than ${MOST_ROWS.toLocaleString('en-GB')} filled rows, as no list does.`,
          );
        const kept = { ...row, id: ownCopy(row.id) };
        this.#look(list.number, kept, note);
        for (const [kind, column, value] of wrong)
          this.#found(kind, list.number, count.rows, number, kept.id, list.columns[column]?.name ?? '', value);
        count.add(kept);
        this.snapshot.add(list.number, kept);
        progress();
        return true;
      },
      wanted,
    );
  }

  /** Looks at what the values say together. */
  #look(list: number, { values }: ListRow, wrong: (kind: Kind, column: number, value: string) => void): void {
    const columns = LISTS[list - 1]?.columns ?? [];
    const at = (name: string) => columns.findIndex((column) => column.name === name);
    const pair = IN_ORDER[list];
    if (pair) {
      const [begun, ended] = [values[at(pair[0])], values[at(pair[1])]];
      if (Number(ended) < Number(begun)) wrong('wrongOrder', at(pair[1]), dayText(Number(ended)));
    }
    const event = OF_THE_PERIOD[list];
    if (event !== undefined) {
      const day = Number(values[at(event)]);
      if (day < this.#period.from || day > this.#period.to) wrong('outside', at(event), dayText(day));
    }
    if (list === 6) {
      const status = values[at('Case Status')];
      const closed = !Number.isNaN(values[at('CIN Closure Date')] as number);
      if (typeof status === 'string' && (status === 'e) Closed episode') !== closed)
        wrong('contradicts', at('Case Status'), status);
    }
  }

  #found(kind: Kind, list: number, row: number, line: number, id: string, field: string, value: string): void {
    const adopters = list === LISTS.length;
    let child = NOBODY;
    if (id !== '' && !adopters) {
      child = this.#children.get(id) ?? this.findings.addChild(id);
      this.#children.set(id, child);
    }
    this.findings.add(KIND_NAMES.indexOf(kind), { child, table: list - 1, row, line, field, value });
    const set = kind === 'unknownCode' ? LISTS[list - 1]?.columns.find(({ name }) => name === field)?.codes : undefined;
    if (set) this.unknown.add(set, value, `List ${list}, ${field}`);
  }

  /** What became of each kind. */
  results(): RuleResult[] {
    const places = this.findings.byRule(KIND_NAMES.length);
    return KIND_NAMES.map((kind, number) => ({
      rule: KINDS[kind],
      status: (places[number]?.length ?? 0) > 0 ? 'failed' : 'passed',
      because: null,
    }));
  }
}

/**
 * Reads an Annex A workbook by its path or its bytes: finds the eleven lists, counts them, and tells what can’t be read or is doubtful.
 * Row by row; what is kept is what is found, the ids of the children and the texts that the cells share. Throws UnreadableReturn
 * where the workbook can’t be read to its end, and the reason of the signal when it is cancelled; the file is then let go.
 */
export async function checkWorkbook(
  file: string | Uint8Array,
  { reference, mapping, progress, signal }: AnnexACheck,
): Promise<CheckedAnnexA> {
  const workbook = await openWorkbook(file, signal);
  try {
    const found = await findLists(workbook);
    if (found.lists.size === 0)
      throw new UnreadableReturn(
        `None of the sheets (${named(workbook)}) has the headings of a list of Annex A: choose the workbook with the lists.`,
      );
    const work = new AnnexAtWork(periodTo(reference));
    tellOfLists(work, found);
    const recogniser = new Recogniser(mapping);
    const before = workbook.unpacked;
    let all = 0;
    for (const { sheet } of found.lists.values()) all += workbook.sizeOf(sheet);
    // What a sheet says of its size is checked when it ends; until then it may be wrong.
    const tell = () => progress?.(Math.min(workbook.unpacked - before, all), all);
    let rows = 0;
    for (const { number } of LISTS) {
      const list = found.lists.get(number);
      if (!list) continue;
      await work.list(workbook, list, recogniser, () => {
        rows += 1;
        if (rows % TOLD_EVERY === 0) tell();
      });
      tell();
    }
    return checkedReturn(work, found, reference);
  } finally {
    workbook.close();
  }
}

function named({ sheets }: Workbook): string {
  const names = sheets.slice(0, 3).map(({ name }) => `“${name}”`);
  return sheets.length > names.length
    ? `${names.join(', ')} and ${sheets.length - names.length} more`
    : names.join(', ');
}

function tellOfLists(work: AnnexAtWork, { lists, passedOver }: FoundLists): void {
  for (const { number, holds, columns } of LISTS) {
    const list = lists.get(number);
    if (!list) {
      work.ofWorkbook('listMissing', number, 0, holds, '');
      continue;
    }
    for (const [at, { name, since }] of columns.entries()) {
      if ((list.columns[at] ?? -1) < 0 && since === undefined)
        work.ofWorkbook('columnMissing', number, list.row, name, '');
    }
  }
  for (const { sheet, list, why } of passedOver) {
    const because =
      why === 'twice'
        ? `there is another sheet of List ${list}`
        : why === 'no headings'
          ? 'it has no row of headings'
          : 'it has the headings of no list';
    work.ofWorkbook('sheetPassedOver', list ?? 0, 1, `Sheet “${sheet.name}”`, because);
  }
}

function checkedReturn(work: AnnexAtWork, found: FoundLists, reference: Day): CheckedAnnexA {
  const has = (list: number, column?: string) => {
    const one = found.lists.get(list);
    if (!one || column === undefined) return one !== undefined;
    return (one.columns[one.list.columns.findIndex(({ name }) => name === column)] ?? -1) >= 0;
  };
  const children = new Set<string>();
  for (const { ids } of work.counts.values()) for (const id of ids) children.add(id);
  const snapshot = work.snapshot.figures(has);
  return {
    title: 'Annex A',
    ruleset: dayText(reference),
    heading: `Annex A, lists on ${dateInWords(dayText(reference))}`,
    lineIs: 'row',
    about: [`${found.lists.size} of ${LISTS.length} lists`],
    notes: [],
    figures: Object.entries(snapshot).map(([key, value]) => ({ label: labelOf(key), value: figureText(value) })),
    tables: LISTS.map(({ number }) => ({ name: `List ${number}`, rows: work.counts.get(number)?.rows ?? 0 })),
    children: children.size,
    rules: work.results(),
    findings: work.findings,
    faults: new SchemaFaults(),
    lists: Object.fromEntries([...work.counts].map(([number, count]) => [String(number), count.figures()])),
    snapshot,
    counted: work.snapshot.counted(),
    unknown: work.unknown.all(),
  };
}

function figureText(value: AnnexSnapshot[string]): string {
  if (value === null || value === undefined) return 'not known: its list or column is missing';
  if (typeof value === 'number') return value.toLocaleString('en-GB');
  const parts = Object.entries(value).map(([name, count]) => `${name} ${count.toLocaleString('en-GB')}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
