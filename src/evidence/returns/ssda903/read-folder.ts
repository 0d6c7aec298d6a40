import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { UnreadableReturn } from '../unreadable.ts';
import { columnOf, LAYOUTS, TABLE_NAMES, type TableName } from './layout.ts';
import { type ReturnWords, Table } from './table.ts';

/** More columns than any file of the return has; what comes with more is something else. */
const MOST_COLUMNS = 100;
/** Characters of a row. The longest that is meant has some three hundred. */
const LONGEST_ROW = 20_000;
/** Rows of a file. The largest authority has some tens of thousands. */
const MOST_ROWS = 10_000_000;
/** Files of a folder that are looked at. */
const MOST_FILES = 200;
const PIECE = 262_144;

/** Tables by name, as the files of a folder hold them. */
export type Tables = Map<TableName, Table>;

/** What a folder holds: the return, and that of the year before where its files are beside or below. */
export interface ReadFolder {
  now: Tables;
  last: Tables;
  /** Plain sentences about files and columns that were passed over. */
  notes: string[];
}

/** How a reading goes on, and how it is stopped. */
export interface Reading {
  words: ReturnWords;
  progress?: (bytes: number) => void;
  signal?: AbortSignal;
}

/**
 * Reads the CSV files of a folder into tables. A file is known by its columns; its name decides only where these fit several. Files
 * whose name ends in `last`, and those of a folder `last` in it, are of the year before. Throws UnreadableReturn in one sentence with the
 * place, and then nothing that was read counts.
 */
export async function readFolder(folder: string, reading: Reading): Promise<ReadFolder> {
  const read: ReadFolder = { now: new Map(), last: new Map(), notes: [] };
  const names = (await readdir(folder)).sort();
  const files = names.filter((name) => /\.csv$/i.test(name));
  if (files.length === 0)
    throw new UnreadableReturn('The folder holds no CSV file: name the folder with the files of the return.');
  if (files.length > MOST_FILES)
    throw new UnreadableReturn(`The folder holds more than ${MOST_FILES} CSV files: name the folder of one return.`);
  for (const file of files) {
    const stem = stemOf(file);
    await readInto(stem.endsWith('last') ? read.last : read.now, join(folder, file), file, reading, read.notes);
  }
  const below = join(folder, 'last');
  if (names.includes('last') && (await stat(below)).isDirectory()) {
    for (const file of (await readdir(below)).filter((name) => /\.csv$/i.test(name)).sort()) {
      await readInto(read.last, join(below, file), `last/${file}`, reading, read.notes);
    }
  }
  if (read.now.size === 0)
    throw new UnreadableReturn('No file in the folder is one of the return of children looked after.');
  return read;
}

async function readInto(
  tables: Tables,
  path: string,
  called: string,
  reading: Reading,
  notes: string[],
): Promise<void> {
  const read = await readFile(path, called, reading);
  if ('note' in read) {
    notes.push(read.note);
    return;
  }
  if (tables.has(read.name))
    throw new UnreadableReturn(`“${called}” is a second file of ${read.name}: leave one in the folder.`);
  tables.set(read.name, read.table);
  if (read.passedOver.length > 0)
    notes.push(`“${called}” has columns that the return does not know: ${read.passedOver.join(', ')}.`);
}

/** Name of a file without its ending, case, blanks and signs. */
function stemOf(file: string): string {
  return file
    .replace(/\.csv$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

type ReadFile = { name: TableName; table: Table; passedOver: string[] } | { note: string };

async function readFile(path: string, called: string, { words, progress, signal }: Reading): Promise<ReadFile> {
  const parser = parse({
    ...{ bom: true, info: true, relax_column_count: true, skip_empty_lines: true },
    ...{ max_record_size: LONGEST_ROW },
  });
  const source = Readable.from(textOf(path, called, progress, signal));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let layout: { name: TableName; table: Table; passedOver: string[]; takes: number[]; width: number } | undefined;
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!layout) {
        const found = layoutOf(record, called);
        if ('note' in found) return found;
        layout = { ...found, table: new Table(words, found.columns), width: record.length };
        continue;
      }
      rows += 1;
      if (rows > MOST_ROWS)
        throw new UnreadableReturn(`“${called}” has more than ${MOST_ROWS} rows: it can’t be a return.`);
      if (record.length > layout.width && record.slice(layout.width).some((cell) => cell.trim() !== '')) {
        throw new UnreadableReturn(
          `Line ${info.lines} of “${called}” has ${record.length} values for ${layout.width} columns: look for a comma inside a value.`,
        );
      }
      if (record.length < layout.width && record.length === 1 && record[0]?.trim() === '') continue;
      layout.table.push(
        layout.takes.map((at) => record[at] ?? ''),
        info.lines,
      );
    }
  } catch (error) {
    throw sentenceOf(error, called);
  } finally {
    source.destroy();
  }
  if (!layout) return { note: `“${called}” is empty.` };
  const { name, table, passedOver } = layout;
  return { name, table, passedOver };
}

async function* textOf(
  path: string,
  called: string,
  progress?: (bytes: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  const decode = (piece?: Uint8Array) => {
    try {
      const text = decoder.decode(piece, { stream: piece !== undefined });
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line += 1;
      return text;
    } catch (cause) {
      throw new UnreadableReturn(
        `“${called}” holds bytes behind line ${line} that are not UTF-8: save it as “CSV UTF-8”.`,
        cause,
      );
    }
  };
  for await (const piece of createReadStream(path, {
    highWaterMark: PIECE,
    ...(signal ? { signal } : {}),
  }) as AsyncIterable<Buffer>) {
    if (piece.includes(0)) throw new UnreadableReturn(`“${called}” is no CSV file in UTF-8: it holds zero bytes.`);
    progress?.(piece.length);
    yield decode(piece);
  }
  yield decode();
}

function sentenceOf(error: unknown, called: string): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = (error as { lines?: number }).lines ?? 0;
  const place = line > 0 ? `Line ${line} of “${called}”` : `“${called}”`;
  const says: Record<string, string> = {
    CSV_MAX_RECORD_SIZE: 'goes on for too long: a quotation mark is opened and not closed, or this is no CSV file.',
    CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed: the file may be cut off.',
    CSV_INVALID_CLOSING_QUOTE: 'has a quotation mark inside a value: double it, or take it out.',
    INVALID_OPENING_QUOTE: 'has a quotation mark inside a value: double it, or take it out.',
  };
  return new UnreadableReturn(`${place} ${says[error.code] ?? 'can’t be read as comma-separated values.'}`, error);
}

const TABLES_WITH = tablesByColumn();

function tablesByColumn(): ReadonlyMap<string, readonly TableName[]> {
  const found = new Map<string, TableName[]>();
  for (const name of TABLE_NAMES) {
    for (const column of Object.keys(LAYOUTS[name].columns)) found.set(column, [...(found.get(column) ?? []), name]);
  }
  return found;
}

function layoutOf(
  headings: readonly string[],
  called: string,
): { name: TableName; columns: string[]; takes: number[]; passedOver: string[] } | { note: string } {
  if (headings.length > MOST_COLUMNS)
    throw new UnreadableReturn(
      `“${called}” has ${headings.length} columns: no file of the return has more than twenty.`,
    );
  const given = headings.map(columnOf);
  const name = tableOf(given, called);
  if (name === undefined)
    return { note: `“${called}” is no file of the return: its columns are ${given.slice(0, 8).join(', ')}.` };
  const known: Readonly<Record<string, unknown>> = LAYOUTS[name].columns;
  const twice = given.find((heading, at) => heading !== '' && given.indexOf(heading) !== at);
  if (twice !== undefined) throw new UnreadableReturn(`“${called}” has the column ${twice} twice.`);
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
  const stem = stemOf(called.replace(/^last\//, '')).replace(/last$/, '');
  const named = TABLE_NAMES.find((name) => (LAYOUTS[name].files as readonly string[]).includes(stem));
  if (telling.size === 1) return [...telling][0];
  if (telling.size === 0) return given.some((heading) => TABLES_WITH.has(heading)) ? named : undefined;
  if (named !== undefined && telling.has(named)) return named;
  throw new UnreadableReturn(
    `“${called}” has columns of ${[...telling].join(' and of ')}: a file of the return is one of them.`,
  );
}
