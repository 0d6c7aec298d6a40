import type { Day } from '../../day.ts';
import type { Book } from '../book.ts';
import type { Table } from '../table.ts';

/** A time in care without a break: from the first day of its first episode to the end of its last, NO_DAY while it goes on. */
export interface Period {
  from: Day;
  until: Day;
}

/**
 * The times in care of each child. An episode that begins after the one before it ended begins another; episodes without a beginning
 * are left out.
 */
export function periodsOfCare(book: Book): ReadonlyMap<number, readonly Period[]> {
  const known = PERIODS.get(book);
  if (known) return known;
  const table = book.table('Episodes');
  const found = new Map<number, Period[]>();
  for (const [child, rows] of book.episodes()) {
    const periods: Period[] = [];
    for (const row of rows) {
      const [from, until] = [table.day(row, 'DECOM'), table.day(row, 'DEC')];
      if (Number.isNaN(from)) continue;
      const last = periods.at(-1);
      if (last === undefined || from > last.until) periods.push({ from, until });
      else last.until = until;
    }
    found.set(child, periods);
  }
  PERIODS.set(book, found);
  return found;
}

const PERIODS = new WeakMap<Book, ReadonlyMap<number, readonly Period[]>>();

/** Whether a time that something lasted fits none of a child's times in care. A child without any is not judged. */
export function fitsNone(
  periods: readonly Period[] | undefined,
  outside: (period: Period) => boolean,
): periods is readonly Period[] {
  return periods !== undefined && periods.length > 0 && periods.every(outside);
}

/** Rows of something that began, has or has no end, and lies in none of the child's times in care. */
export function neverInCare(
  table: Table,
  columns: { start: string; end: string },
  periods: ReadonlyMap<number, readonly Period[]>,
  found: (row: number) => void,
): void {
  for (let row = 0; row < table.rows; row += 1) {
    const [start, end] = [table.day(row, columns.start), table.day(row, columns.end)];
    if (Number.isNaN(start)) continue;
    const outside = (period: Period) =>
      Number.isNaN(end) ? !Number.isNaN(period.until) || start < period.from : end > period.until || end < period.from;
    if (fitsNone(periods.get(table.number(row, 'CHILD')), outside)) found(row);
  }
}
