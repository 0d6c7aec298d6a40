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
 * Children looked after without a break for the whole year, as the collection defines it: with an episode in the year, and with none that
 * began care after its first day, ended care before its last, or was a short break in it.
 */
export function lookedAfterAllYear(book: Book): ReadonlySet<number> {
  const known = ALL_YEAR.get(book);
  if (known) return known;
  const episodes = book.table('Episodes');
  const breaks = (row: number) => {
    const [began, ended] = [episodes.day(row, 'DECOM'), episodes.day(row, 'DEC')];
    if (episodes.text(row, 'RNE') === 'S' && began > book.start && began <= book.end) return true;
    if (episodes.text(row, 'REC') !== 'X1' && ended >= book.start && ended < book.end) return true;
    return isShortBreak(episodes, row) && inYear(book, episodes, row);
  };
  const found = new Set<number>();
  for (const [child, rows] of episodes.byChild())
    if (rows.some((row) => inYear(book, episodes, row)) && !rows.some(breaks)) found.add(child);
  ALL_YEAR.set(book, found);
  return found;
}

const ALL_YEAR = new WeakMap<Book, ReadonlySet<number>>();

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
