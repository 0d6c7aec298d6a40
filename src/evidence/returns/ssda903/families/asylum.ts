import { type Book, CannotRun } from '../book.ts';
import type { Table } from '../table.ts';

/** What the return of a year tells about who is an unaccompanied asylum-seeking child. */
export interface Asylum {
  /** Children of whom it says yes. */
  yes: ReadonlySet<number>;
  /** Whether it says yes of a child; undefined where it says nothing about the child. */
  is: (child: number) => boolean | undefined;
}

const STATUS = new WeakMap<Book, { now: Asylum | undefined; last: Asylum | undefined }>();

/**
 * Who is an unaccompanied asylum-seeking child by the return of this year or of the one before: by the mark in the header where it has
 * one, otherwise by the file of these children. Undefined where neither is there.
 */
export function asylum(book: Book, year: 'now' | 'last'): Asylum | undefined {
  const known = STATUS.get(book);
  if (known) return known[year];
  const found = {
    now: statusOf(book.find('Header'), book.find('UASC')),
    last: statusOf(book.findLast('Header'), book.findLast('UASC')),
  };
  STATUS.set(book, found);
  return found[year];
}

/** Children who are or in the year before were unaccompanied asylum-seeking children. Throws CannotRun where no file tells. */
export function everAsylum(book: Book): ReadonlySet<number> {
  const [now, last] = [asylum(book, 'now'), asylum(book, 'last')];
  if (!now && !last)
    throw new CannotRun('Neither the header nor the file uasc says which children came alone to seek asylum.');
  return new Set([...(now?.yes ?? []), ...(last?.yes ?? [])]);
}

function statusOf(header: Table | undefined, listed: Table | undefined): Asylum | undefined {
  if (header?.has('UASC')) {
    const marked = new Map<number, boolean>();
    for (const [child, rows] of header.byChild())
      marked.set(
        child,
        rows.some((row) => Number(header.text(row, 'UASC') || 'no') === 1),
      );
    return { yes: withYes(marked), is: (child) => marked.get(child) };
  }
  if (!listed) return undefined;
  const told = new Map<number, boolean>();
  for (const [child, rows] of listed.byChild())
    told.set(
      child,
      rows.some((row) => listed.given(row, 'SEX') || listed.given(row, 'DUC')),
    );
  const yes = withYes(told);
  return {
    yes,
    is: (child) => told.get(child) ?? ((header?.ofChild(child).length ?? 0) > 0 ? false : undefined),
  };
}

function withYes(told: ReadonlyMap<number, boolean>): Set<number> {
  return new Set([...told].filter(([, is]) => is).map(([child]) => child));
}
