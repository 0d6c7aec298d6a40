import type { Outcome } from '../../platform/ledger/index.ts';

/** One entry of the ledger as its pages show it: what was done, and nothing of the record that it was done with. */
export interface LedgerLine {
  seq: number;
  at: Date;
  event: string;
  outcome: Outcome;
  /** In words that complete "They …": "Read a serious incident notification". */
  doing: string;
  /** Null for an act from the command line and for somebody who was not recognised. */
  personId: string | null;
  /** Name at that time. */
  who: string;
  agency: string | null;
  agencyName: string | null;
  role: string | null;
  purpose: string | null;
  kind: string | null;
  recordId: string | null;
  /** How many records were shown together in a list. */
  seen: number;
  /** The reason that they gave; for a refusal, its code. */
  why: string | null;
  requestId: string | null;
}

/** A page of lines, newest first, with the places from which the pages beside it are read. */
export interface LedgerPage<Line = LedgerLine> {
  lines: readonly Line[];
  /** Number of the last line here, where older ones follow. */
  older: number | null;
  /** Number of the first line here, where newer ones come before it. */
  newer: number | null;
}

/** Which page of a long list: the newest, what is older than an entry, or what is newer than one. */
export interface Cursor {
  before: number | null;
  after: number | null;
}

/** A page of rows that were read one more than it shows, in the direction in which they were read. */
export function pageOf<Line extends { seq: number }>(
  rows: readonly Line[],
  size: number,
  cursor: Cursor,
): LedgerPage<Line> {
  const more = rows.length > size;
  const shown = rows.slice(0, size);
  const backwards = cursor.after !== null;
  const lines = backwards ? shown.reverse() : shown;
  return {
    lines,
    older: (backwards ? lines.length > 0 : more) ? (lines.at(-1)?.seq ?? null) : null,
    newer: (backwards ? more : cursor.before !== null) ? (lines[0]?.seq ?? null) : null,
  };
}

/** The first page of a list. */
export const NEWEST: Cursor = { before: null, after: null };
