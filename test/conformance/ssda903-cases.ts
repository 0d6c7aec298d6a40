import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monthsAfter } from '../../src/evidence/returns/day.ts';
import { Book } from '../../src/evidence/returns/ssda903/book.ts';
import { TABLE_NAMES, type TableName } from '../../src/evidence/returns/ssda903/layout.ts';
import { dayOfText, ReturnWords, Table } from '../../src/evidence/returns/ssda903/table.ts';

type Cell = string | number | null;

/** A case of the shared file: tables, and the rows that fail. */
export interface SharedCase {
  id: string;
  rule: string;
  in_force: readonly string[];
  doubt?: string;
  metadata?: Readonly<Record<string, unknown>>;
  tables: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;
  expected: Readonly<Record<string, readonly number[]>>;
}

const CASES = join(
  process.env.KITH_REFERENCE_DATA ?? join(import.meta.dirname, '../../../shared/data'),
  'ssda903/rule-cases.json',
);

/** The shared cases; none where the shared data is not there. */
export function sharedCases(): readonly SharedCase[] {
  return existsSync(CASES) ? JSON.parse(readFileSync(CASES, 'utf8')).cases : [];
}

/** The return that a case describes. */
export function bookOf({ tables, metadata = {} }: SharedCase): Book {
  const words = new ReturnWords();
  const [now, last] = [new Map<TableName, Table>(), new Map<TableName, Table>()];
  for (const [key, rows] of Object.entries(tables)) {
    const name = TABLE_NAMES.find((one) => one === key.replace(/_last$/, ''));
    if (name === undefined) throw new Error(`A case has a table ${key}.`);
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const table = new Table(words, columns);
    for (const [at, row] of rows.entries())
      table.push(
        columns.map((column) => textOf(row[column])),
        at + 2,
      );
    (key.endsWith('_last') ? last : now).set(name, table);
  }
  const day = (name: string, unlessSaid: string) => dayOfText(String(metadata[name] ?? unlessSaid));
  const end = day('collection_end', '31/03/2021');
  const start = metadata.collection_start === undefined ? monthsAfter(end, -12) + 1 : day('collection_start', '');
  return new Book(words, now, last, { start, end });
}

/** A row of which a case says that an empty text stands in a column: a file can't tell it from nothing. */
export function holdsEmptyText(one: SharedCase, table: string, row: number): boolean {
  return Object.values(one.tables[table]?.[row] ?? {}).includes('');
}

function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
