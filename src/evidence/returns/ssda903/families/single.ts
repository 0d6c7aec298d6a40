import type { Book } from '../book.ts';
import type { ColumnOf, TableName } from '../layout.ts';
import type { Judging } from '../rule.ts';
import type { Table } from '../table.ts';
import { called } from '../words.ts';

type Words = Partial<Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>>;

/** Rows of one table, each judged by itself. */
export function rowsOf<Name extends TableName>(
  name: Name,
  fields: readonly ColumnOf<Name>[],
  words: Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>,
  fails: (table: Table, row: number, book: Book) => boolean,
): Judging {
  return {
    ...words,
    ...{ fields, needs: { [name]: fields } },
    judge: (book, found) => {
      const table = book.table(name);
      for (let row = 0; row < table.rows; row += 1) if (fails(table, row, book)) found(name, row);
    },
  };
}

/** A column holds one of some codes; where it `must`, nothing is wrong as well. Capital and small letters differ. */
export function oneOf<Name extends TableName>(
  name: Name,
  column: ColumnOf<Name>,
  codes: Iterable<string>,
  { must = false, ...words }: Words & { must?: boolean } = {},
): Judging {
  const allowed = new Set(codes);
  const message = must
    ? `The ${called(column)} is missing or is no code of the return.`
    : `The ${called(column)} is no code of the return.`;
  const told = {
    message,
    why: 'What is no code can’t be counted, and the collection’s own site refuses it.',
    mend: 'Choose the code in the case system again.',
    ...words,
  };
  return rowsOf(name, [column], told, (table, row) => {
    const text = table.text(row, column);
    return text === '' ? must : !allowed.has(text);
  });
}

/** A column holds a day that exists; where it `must`, nothing is wrong as well. */
export function aDay<Name extends TableName>(
  name: Name,
  column: ColumnOf<Name>,
  { must = false, ...words }: Words & { must?: boolean } = {},
): Judging {
  const told = {
    message: must ? `The ${called(column)} is missing or is no date.` : `The ${called(column)} is no date.`,
    why: 'Times and ages are counted from it.',
    mend: 'Enter it as day, month and year, like 31/03/2018.',
    ...words,
  };
  return rowsOf(name, [column], told, (table, row) =>
    Number.isNaN(table.day(row, column)) ? must || table.given(row, column) : false,
  );
}

/** Columns that are given together or not at all. */
export function together<Name extends TableName>(
  name: Name,
  columns: readonly ColumnOf<Name>[],
  words: Pick<Judging, 'message' | 'why' | 'mend'>,
): Judging {
  return rowsOf(name, columns, words, (table, row) => {
    const given = columns.filter((column) => table.given(row, column)).length;
    return given > 0 && given < columns.length;
  });
}

/** Whether any of some columns is given. */
export function anyOf(table: Table, row: number, columns: readonly string[]): boolean {
  return columns.some((column) => table.given(row, column));
}
