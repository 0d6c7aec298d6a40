import { type Day, dayText } from '../day.ts';
import type { AnnexList } from './lists.ts';
import type { ListRow } from './row.ts';

/** What a list holds, as figures. */
export interface ListFigures {
  rows: number;
  /** Different children; 0 for the list of adopters. */
  children: number;
  /** How often each code stands in each column of codes, by code in alphabetical order. */
  codes: Record<string, Record<string, number>>;
  /** How many days each column of dates holds, with the first and last as `2026-01-31`. */
  dates: Record<string, { filled: number; first: string | null; last: string | null }>;
}

/** The list of adopters, whose ids are not those of children. */
const ADOPTERS = 11;

/** Counts a list row by row. */
export class ListCount {
  readonly list: AnnexList;
  readonly ids = new Set<string>();
  rows = 0;
  readonly #codes: (Map<string, number> | null)[];
  readonly #dates: ({ filled: number; first: Day; last: Day } | null)[];

  constructor(list: AnnexList) {
    this.list = list;
    this.#codes = list.columns.map(({ type }) => (type === 'code' ? new Map() : null));
    this.#dates = list.columns.map(({ type }) =>
      type === 'date' ? { filled: 0, first: Infinity, last: -Infinity } : null,
    );
  }

  /** Counts the next row. */
  add({ id, values }: ListRow): void {
    this.rows += 1;
    if (id !== '' && this.list.number !== ADOPTERS) this.ids.add(id);
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      const codes = this.#codes[at];
      const dates = this.#dates[at];
      if (codes && typeof value === 'string') codes.set(value, (codes.get(value) ?? 0) + 1);
      if (dates && typeof value === 'number' && !Number.isNaN(value)) {
        dates.filled += 1;
        if (value < dates.first) dates.first = value;
        if (value > dates.last) dates.last = value;
      }
    }
  }

  /** The list as figures. */
  figures(): ListFigures {
    const codes: ListFigures['codes'] = {};
    const dates: ListFigures['dates'] = {};
    for (const [at, { name }] of this.list.columns.entries()) {
      const found = this.#codes[at];
      if (found) codes[name] = inOrder(found);
      const days = this.#dates[at];
      if (days)
        dates[name] = {
          filled: days.filled,
          first: days.filled === 0 ? null : dayText(days.first),
          last: days.filled === 0 ? null : dayText(days.last),
        };
    }
    return { rows: this.rows, children: this.ids.size, codes, dates };
  }
}

/** Counts by name, names in alphabetical order. */
export function inOrder(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
