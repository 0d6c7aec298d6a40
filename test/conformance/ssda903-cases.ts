import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monthsAfter } from '../../src/evidence/returns/day.ts';
import { type Beside, Book } from '../../src/evidence/returns/ssda903/book.ts';
import { columnOf, TABLE_NAMES, type TableName } from '../../src/evidence/returns/ssda903/layout.ts';
import type { Providers } from '../../src/evidence/returns/ssda903/providers.ts';
import { dayOfText, ReturnWords, Table } from '../../src/evidence/returns/ssda903/table.ts';

type Cell = string | number | null;

/** What is known besides the tables. */
type Metadata = Readonly<{
  collection_start?: string;
  collection_end?: string;
  localAuthority?: string;
  file_format?: string;
  provider_info?: readonly Readonly<Record<string, Cell>>[];
}>;

/** A case of the shared file: tables, and the rows that fail. */
export interface SharedCase {
  id: string;
  rule: string;
  in_force: readonly string[];
  doubt?: string;
  metadata?: Metadata;
  tables: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;
  expected: Readonly<Record<string, readonly number[]>>;
}

const SHARED = join(process.env.KITH_REFERENCE_DATA ?? join(import.meta.dirname, '../../../shared/data'), 'ssda903');
const CASES = join(SHARED, 'rule-cases.json');

/** What the validator found by each rule: rows that fail by table, and which, where they are few. */
interface SharedFindings {
  rules: Record<
    string,
    { failing_rows?: Record<string, number>; rows?: Record<string, number[]>; not_comparable?: string }
  >;
}

/** The shared return with the validator's findings; null where the shared data is not there. */
export function sharedReturn(): { folder: string; expected: SharedFindings } | null {
  const folder = join(SHARED, 'fake-2675');
  if (!existsSync(folder)) return null;
  return { folder, expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) };
}

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
    const table = new Table(words, columns.map(columnOf));
    for (const [at, row] of rows.entries())
      table.push(
        columns.map((column) => textOf(row[column])),
        at + 2,
      );
    (key.endsWith('_last') ? last : now).set(name, table);
  }
  const end = dayOfText(metadata.collection_end ?? '31/03/2021');
  const start =
    metadata.collection_start === undefined ? monthsAfter(end, -12) + 1 : dayOfText(metadata.collection_start);
  return new Book(words, now, last, { start, end }, besideOf(metadata));
}

function besideOf({ provider_info: listed, localAuthority: authority, file_format: format }: Metadata): Beside {
  return {
    ...(listed === undefined ? {} : { providers: providersOf(listed) }),
    ...(authority === undefined ? {} : { authority }),
    isXml: format === 'xml',
  };
}

function providersOf(listed: readonly Readonly<Record<string, Cell>>[]): Providers {
  return Map.groupBy(
    listed.map((one) => ({
      number: textOf(one.URN),
      places: textOf(one.PLACE_CODES).split(','),
      kinds: textOf(one.PROVIDER_CODES).split(','),
      ended: dayOfText(textOf(one.REG_END)),
      postcode: textOf(one.POSTCODE),
      authority: textOf(one.LA_CODE_INFERRED),
    })),
    ({ number }) => number,
  );
}

/** A row of which a case says that an empty text stands in a column: a file can't tell it from nothing. */
export function holdsEmptyText(one: SharedCase, table: string, row: number): boolean {
  return Object.values(one.tables[table]?.[row] ?? {}).includes('');
}

function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
