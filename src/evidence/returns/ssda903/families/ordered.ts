import type { ColumnOf, TableName } from '../layout.ts';
import type { Judging } from '../rule.ts';
import type { Table } from '../table.ts';

type Words = Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>;

/** Rows of each child in the order of a day; rows without that day are left out. Each is judged with the one before it. */
export function afterAnother<Name extends TableName>(
  name: Name,
  { by, reads, tells }: { by: ColumnOf<Name>; reads: readonly ColumnOf<Name>[]; tells: readonly ColumnOf<Name>[] },
  words: Words,
  fails: (table: Table, before: number, row: number) => 'row' | 'before' | false,
): Judging {
  return {
    ...words,
    ...{ fields: tells, needs: { [name]: ['CHILD', by, ...reads] } },
    judge: (book, found) => {
      const table = book.table(name);
      for (const rows of table.byChild().values()) {
        const ordered = inOrderOf(table, rows, by);
        for (let at = 1; at < ordered.length; at += 1) {
          const [before, row] = [ordered[at - 1] as number, ordered[at] as number];
          const failing = fails(table, before, row);
          if (failing !== false) found(name, failing === 'row' ? row : before);
        }
      }
    },
  };
}

/** Rows that have a day, by that day and by their place in the file. */
export function inOrderOf(table: Table, rows: readonly number[], by: string): number[] {
  return rows
    .filter((row) => !Number.isNaN(table.day(row, by)))
    .sort((one, other) => table.day(one, by) - table.day(other, by) || one - other);
}

/** One day of a row is not after another of the same row. */
export function notBefore<Name extends TableName>(
  name: Name,
  first: ColumnOf<Name>,
  second: ColumnOf<Name>,
  words: Words,
): Judging {
  return {
    ...words,
    ...{ fields: [first, second], needs: { [name]: [first, second] } },
    judge: (book, found) => {
      const table = book.table(name);
      for (let row = 0; row < table.rows; row += 1)
        if (table.day(row, second) < table.day(row, first)) found(name, row);
    },
  };
}
