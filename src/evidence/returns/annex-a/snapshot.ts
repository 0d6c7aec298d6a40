import { inOrder } from './counts.ts';
import { LISTS } from './lists.ts';
import { MEASURES, type Measure, type Period, Row } from './measures.ts';
import type { ListRow } from './row.ts';

/** What was counted from the lists: a number, or numbers by name. */
type Counted = number | Record<string, number>;

/** What the lists say together. Null where the list, or a column that is needed, is not in the workbook: not known is not nothing. */
export type AnnexSnapshot = Record<string, Counted | null>;

/** Columns of the lists by name, with the place of each. */
const PLACES: ReadonlyMap<string, number>[] = LISTS.map(
  ({ columns }) => new Map(columns.map(({ name }, at) => [name, at])),
);

/** Counts the snapshot row by row, over all lists. */
export class SnapshotCount {
  readonly #period: Period;
  readonly #byList = new Map<number, [string, Measure][]>();
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<string, Map<string, number>>();

  constructor(period: Period) {
    this.#period = period;
    for (const [key, measure] of Object.entries(MEASURES)) {
      this.#byList.set(measure.list, [...(this.#byList.get(measure.list) ?? []), [key, measure]]);
      if (measure.byName) this.#names.set(key, new Map(measure.byName(period).map((name) => [name, 0])));
      else this.#numbers.set(key, 0);
    }
  }

  /** Counts a row of a list. */
  add(list: number, { values }: ListRow): void {
    const row = new Row(values, PLACES[list - 1] ?? new Map());
    for (const [key, measure] of this.#byList.get(list) ?? []) {
      const counted = measure.counts(row, this.#period);
      if (typeof counted === 'number') this.#numbers.set(key, (this.#numbers.get(key) ?? 0) + counted);
      else if (counted !== null) {
        const names = this.#names.get(key);
        names?.set(counted, (names.get(counted) ?? 0) + 1);
      }
    }
  }

  /** What was counted for the agreed JSON, as if a list or column that is missing were empty. */
  counted(): Record<string, Counted> {
    return Object.fromEntries(Object.entries(this.#all()).filter(([key]) => !MEASURES[key]?.besides));
  }

  #all(): Record<string, Counted> {
    const counted: Record<string, Counted> = {};
    for (const key of Object.keys(MEASURES)) {
      const names = this.#names.get(key);
      counted[key] = names ? inOrder(names) : (this.#numbers.get(key) ?? 0);
    }
    return counted;
  }

  /** The figures that are known. `has` says whether the workbook has a list, or a column of it. */
  figures(has: (list: number, column?: string) => boolean): AnnexSnapshot {
    const counted = Object.entries(this.#all());
    return Object.fromEntries(
      counted.map(([key, value]) => {
        const { list, needs } = MEASURES[key] as Measure;
        return [key, has(list) && needs.every((column) => has(list, column)) ? value : null];
      }),
    );
  }
}
