import { type Day, NO_DAY } from '../../day.ts';
import type { Book } from '../book.ts';
import type { TableName } from '../layout.ts';
import type { Table } from '../table.ts';

/** Short breaks: children who are otherwise at home, to whom most rules do not apply. */
const SHORT_BREAKS = new Set(['V3', 'V4']);

/** Whether an episode is one of short breaks. */
export function isShortBreak(episodes: Table, row: number): boolean {
  return SHORT_BREAKS.has(episodes.text(row, 'LS'));
}

/** Whether an episode touches the year that the return accounts for. */
export function inYear(book: Book, episodes: Table, row: number): boolean {
  const ended = episodes.day(row, 'DEC');
  return episodes.day(row, 'DECOM') <= book.end && (Number.isNaN(ended) || ended >= book.start);
}

/** The child's date of birth by the header; NO_DAY where it gives none. */
export function bornOn(book: Book, child: number): Day {
  const header = book.table('Header');
  const [row] = header.ofChild(child);
  return row === undefined ? NO_DAY : header.day(row, 'DOB');
}

/**
 * Children looked after without a break from the first day of the year to its last, short breaks apart. Care goes on from one episode
 * to the next where the first ended with X1 and the next does not start care anew; a last episode that ended with X1 goes on, too.
 */
export function lookedAfterAllYear(book: Book): ReadonlySet<number> {
  const episodes = book.table('Episodes');
  const found = new Set<number>();
  for (const [child, rows] of book.episodes()) {
    const own = rows.filter((row) => !isShortBreak(episodes, row) && !Number.isNaN(episodes.day(row, 'DECOM')));
    let since = NO_DAY;
    let goesOn = false;
    for (const row of own) {
      if (!goesOn || episodes.text(row, 'RNE') === 'S') since = episodes.day(row, 'DECOM');
      goesOn = episodes.text(row, 'REC') === 'X1';
      const ended = episodes.day(row, 'DEC');
      const isLast = row === own.at(-1);
      if (isLast && since < book.start && (Number.isNaN(ended) || ended >= book.end || goesOn)) found.add(child);
    }
  }
  return found;
}

/** Children of whom a table, of this year or the one before, holds a row for which something is true. */
export function childrenWith(table: Table | undefined, is: (table: Table, row: number) => boolean): Set<number> {
  const found = new Set<number>();
  if (!table) return found;
  for (const [child, rows] of table.byChild()) if (rows.some((row) => is(table, row))) found.add(child);
  return found;
}

/** Children of one of two sets. */
export function either(one: Iterable<number>, other: Iterable<number>): Set<number> {
  return new Set([...one, ...other]);
}

/** Finds the rows of a table whose child is among some. */
export function rowsOfChildren(
  book: Book,
  name: TableName,
  children: ReadonlySet<number>,
  found: (table: TableName, row: number) => void,
  is: (table: Table, row: number) => boolean = () => true,
): void {
  const table = book.find(name);
  if (!table) return;
  for (let row = 0; row < table.rows; row += 1) {
    if (children.has(table.number(row, 'CHILD')) && is(table, row)) found(name, row);
  }
}
