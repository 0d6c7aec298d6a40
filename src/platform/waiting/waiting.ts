import type { AccessTable, Action, Work } from '../access/index.ts';
import { dateInWords, daysBetween, type PlainDate } from '../clocks/index.ts';

/** For whom something waits: the person who asks, their agency, or anybody of the partnership. */
export type WaitingFor = 'mine' | 'agency' | 'partnership';

/** One thing that waits for somebody. It holds nothing that whoever asks may not read. */
export interface WaitingItem {
  /** Tells it from every other item: `contribution:…`. What two sources offer under one key is shown once. */
  key: string;
  /** What it is: "Contribution to a meeting". */
  kind: string;
  title: string;
  /** Where it is done. */
  href: string;
  /** For whom it waits, where that is not whoever asks: "Cleveland Police". */
  whose: string | null;
  /** The last day in time; null where none is set. */
  due: PlainDate | null;
  /** Since when it waits; null where nobody knows. */
  since: PlainDate | null;
  /** Why it is here: "Asked for before the meeting on 8 December 2026". */
  why: string;
}

/** What the access table must give to one of the person's roles before a source is asked at all. */
export interface Needed {
  action: Action;
  kind: string;
}

/** What is asked of a source. */
export interface WaitingAsked {
  whose: WaitingFor;
  today: PlainDate;
  /** No more items than this, those due first. */
  most: number;
}

/** A part of Kith in which things wait for people. */
export interface WaitingSource {
  /** "Actions": stays the same, so that a page can leave a source out. */
  name: string;
  /** For which rights it is asked, once for each that the person has. */
  needs(table: AccessTable): readonly Needed[];
  /**
   * What waits, as far as row-level security lets the person who acts read it. A restricted record is never told by itself:
   * how many there are and when the first is due is all that a list says of them, and opening them stands in the ledger.
   */
  waits(work: Work, asked: WaitingAsked, need: Needed): Promise<readonly WaitingItem[]>;
}

/** Items in the order in which somebody should look at them: by the day they are due, what has none last, each key once. */
export function inOrder(items: readonly WaitingItem[]): WaitingItem[] {
  const once = [...new Map(items.toReversed().map((item) => [item.key, item])).values()];
  const day = ({ due }: WaitingItem) => due ?? '9999-12-31';
  return once.toSorted(
    (one, other) => compare(day(one), day(other)) || compare(one.kind, other.kind) || compare(one.key, other.key),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** How an item stands on a day, for a mark: "Late since 4 November 2026", "Due today", "Due on 8 December 2026". */
export function waitsFor({ due, since }: Pick<WaitingItem, 'due' | 'since'>, today: PlainDate) {
  if (due === null) {
    const days = since === null ? 0 : daysBetween(since, today);
    const says = days === 0 ? 'Waiting' : `Waiting for ${days === 1 ? '1 day' : `${days} days`}`;
    return { late: false, soon: false, says };
  }
  if (due < today) return { late: true, soon: false, says: `Late: it was due on ${dateInWords(due)}` };
  const soon = daysBetween(today, due) <= 14;
  return { late: false, soon, says: due === today ? 'Due today' : `Due on ${dateInWords(due)}` };
}
