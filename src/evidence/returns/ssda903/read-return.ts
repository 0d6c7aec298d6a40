import { UnreadableReturn } from '../unreadable.ts';
import { csvRows, type RowReading } from './csv-rows.ts';
import { columnOf, LAYOUTS, TABLE_NAMES, type TableName } from './layout.ts';
import { openReturnFiles, type ReturnFile, type ReturnFiles } from './return-files.ts';
import { type ReturnWords, Table } from './table.ts';

/** More columns than any file of the return has; what comes with more is something else. */
const MOST_COLUMNS = 100;
/** Rows of a file. The largest authority has some tens of thousands. */
const MOST_ROWS = 10_000_000;
/** Columns that a sentence names at most. */
const NAMED = 8;

/** Tables by name, as the files of a folder hold them. */
export type Tables = Map<TableName, Table>;

/** What a return holds, and that of the year before where its files are beside or below. */
export interface ReadReturn {
  now: Tables;
  last: Tables;
  /** Plain sentences about files and columns that were passed over. */
  notes: string[];
}

/** How a reading goes on, and how it is stopped. */
export interface Reading extends RowReading {
  words: ReturnWords;
}

/**
 * Reads the CSV files of a folder, or of a zip archive of one, or such as were opened already, into tables. A file is known by its columns; its name decides only where
 * these fit several. Files whose name ends in `last`, and those of a folder `last` in it, are of the year before. Throws
 * UnreadableReturn in one sentence with the place, and then nothing that was read counts.
 */
export async function readReturn(from: string | ReturnFiles, reading: Reading): Promise<ReadReturn> {
  const opened = typeof from === 'string' ? await openReturnFiles(from) : from;
  try {
    return await readAll(opened, reading);
  } finally {
    opened.close();
  }
}

async function readAll({ files }: ReturnFiles, reading: Reading): Promise<ReadReturn> {
  const read: ReadReturn = { now: new Map(), last: new Map(), notes: [] };
  for (const file of files) {
    const into = file.isLast || stemOf(file.called).endsWith('last') ? read.last : read.now;
    const one = await readFile(file, reading);
    if ('note' in one) {
      read.notes.push(one.note);
      continue;
    }
    if (into.has(one.name))
      throw new UnreadableReturn(`“${file.called}” is a second file of ${one.name}: leave one in the folder.`);
    into.set(one.name, one.table);
    if (one.passedOver.length > 0)
      read.notes.push(`“${file.called}” has columns that the return does not know: ${listed(one.passedOver)}.`);
  }
  if (read.now.size > 0) return read;
  throw new UnreadableReturn(
    `No file in the folder is one of the return of children looked after${read.notes[0] ? `: ${read.notes[0]}` : '.'}`,
  );
}

function listed(columns: readonly string[]): string {
  const named = columns.slice(0, NAMED).map((column) => column.slice(0, 40) || 'one without a name');
  return `${named.join(', ')}${columns.length > NAMED ? ` and ${columns.length - NAMED} more` : ''}`;
}

/** Name of a file without its folder and ending, case, blanks and signs. */
function stemOf(called: string): string {
  return called
    .replace(/^.*\//, '')
    .replace(/\.csv$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

type ReadFile = { name: TableName; table: Table; passedOver: string[] } | { note: string };

async function readFile({ called, bytes }: ReturnFile, { words, ...reading }: Reading): Promise<ReadFile> {
  let layout: { name: TableName; table: Table; passedOver: string[]; takes: number[]; width: number } | undefined;
  for await (const rows of csvRows(bytes(), called, reading)) {
    for (const { cells, line } of rows) {
      if (!layout) {
        const found = layoutOf(cells, called);
        if ('note' in found) return found;
        layout = { ...found, table: new Table(words, found.columns), width: cells.length };
        continue;
      }
      const { table, takes, width } = layout;
      if (table.rows >= MOST_ROWS)
        throw new UnreadableReturn(`“${called}” has more than ${MOST_ROWS} rows: it can’t be a return.`);
      if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
        throw new UnreadableReturn(
          `Line ${line} of “${called}” has ${cells.length} values for ${width} columns: look for a comma inside a value.`,
        );
      if (cells.length < width && cells.length === 1 && cells[0]?.trim() === '') continue;
      table.push(
        takes.map((at) => cells[at] ?? ''),
        line,
      );
    }
  }
  if (!layout) return { note: `“${called}” is empty.` };
  const { name, table, passedOver } = layout;
  return { name, table, passedOver };
}

const TABLES_WITH = tablesByColumn();

function tablesByColumn(): ReadonlyMap<string, readonly TableName[]> {
  const found = new Map<string, TableName[]>();
  for (const name of TABLE_NAMES) {
    for (const column of Object.keys(LAYOUTS[name].columns)) found.set(column, [...(found.get(column) ?? []), name]);
  }
  return found;
}

interface FoundLayout {
  name: TableName;
  columns: string[];
  takes: number[];
  passedOver: string[];
}

function layoutOf(headings: readonly string[], called: string): FoundLayout | { note: string } {
  if (headings.length > MOST_COLUMNS)
    throw new UnreadableReturn(
      `Line 1 of “${called}” has ${headings.length} columns, and no file of the return has more than twenty: choose the right file.`,
    );
  const given = headings.map(columnOf);
  const name = tableOf(given, called);
  if (name === undefined) return { note: `“${called}” is no file of the return: its columns are ${listed(given)}.` };
  const known: Readonly<Record<string, unknown>> = LAYOUTS[name].columns;
  const twice = given.find((heading, at) => heading !== '' && given.indexOf(heading) !== at);
  if (twice !== undefined)
    throw new UnreadableReturn(`Line 1 of “${called}” has the column ${twice.slice(0, 40)} twice: leave one.`);
  const takes = [...given.keys()].filter((at) => Object.hasOwn(known, given[at] ?? ''));
  return {
    ...{ name, takes, columns: takes.map((at) => given[at] ?? '') },
    passedOver: given.filter((heading) => heading !== '' && !Object.hasOwn(known, heading)),
  };
}

/** The table that alone has one of these columns; where none is telling, the one that the file is called by. */
function tableOf(given: readonly string[], called: string): TableName | undefined {
  const telling = new Set(
    given.flatMap((heading) => {
      const tables = TABLES_WITH.get(heading) ?? [];
      return tables.length === 1 ? tables : [];
    }),
  );
  const stem = stemOf(called).replace(/last$/, '');
  const named = TABLE_NAMES.find((name) => (LAYOUTS[name].files as readonly string[]).includes(stem));
  if (telling.size === 1) return [...telling][0];
  if (telling.size === 0) return given.some((heading) => TABLES_WITH.has(heading)) ? named : undefined;
  if (named !== undefined && telling.has(named)) return named;
  throw new UnreadableReturn(
    `Line 1 of “${called}” has columns of ${[...telling].join(' and of ')}: a file of the return is one of them.`,
  );
}
