import { IntColumn, ownCopy, Words } from './columns.ts';

/** Where in a return something is wrong. */
export interface FoundAt {
  /** The child's place among the children, from 0. */
  child: number;
  /** The table, by its place among the return's tables. */
  table: number;
  /** The row in the table, from 0 in the order of the document. */
  row: number;
  /** The line of the file, from 1. */
  line: number;
  field: string;
  /** What stands in the field, shortened when it is very long; empty when nothing does. */
  value: string;
}

const LONGEST_VALUE = 120;

/**
 * What the rules found, in columns: 28 bytes a place whatever the return's size. Values and field names are kept once each.
 */
export class Findings {
  readonly #rule = new IntColumn();
  readonly #child = new IntColumn();
  readonly #table = new IntColumn();
  readonly #row = new IntColumn();
  readonly #line = new IntColumn();
  readonly #field = new IntColumn();
  readonly #value = new IntColumn();
  readonly #words = new Words();
  readonly #children: string[] = [];

  /** How many places were found. */
  get length(): number {
    return this.#rule.length;
  }

  /** Notes the next child of the return, found wanting or not, and gives its number. */
  addChild(id: string): number {
    this.#children.push(ownCopy(id.slice(0, LONGEST_VALUE)));
    return this.#children.length - 1;
  }

  /** Notes that a rule, by its number, fails at a place. */
  add(rule: number, at: FoundAt): void {
    this.#rule.push(rule);
    this.#child.push(at.child);
    this.#table.push(at.table);
    this.#row.push(at.row);
    this.#line.push(at.line);
    this.#field.push(this.#words.number(at.field));
    this.#value.push(this.#words.number(shortened(at.value)));
  }

  /** The id that the return gives a child; empty when it gives none. */
  childId(child: number): string {
    return this.#children[child] ?? '';
  }

  /** The finding at a place of this store. */
  at(index: number): FoundAt {
    return {
      child: this.#child.at(index),
      table: this.#table.at(index),
      row: this.#row.at(index),
      line: this.#line.at(index),
      field: this.#words.text(this.#field.at(index)),
      value: this.#words.text(this.#value.at(index)),
    };
  }

  /** The places of each rule's findings in this store, in the order in which they were found. */
  byRule(rules: number): Int32Array[] {
    const of = this.#rule.values();
    const counts = new Int32Array(rules);
    for (const rule of of) counts[rule] = (counts[rule] ?? 0) + 1;
    const places = Array.from(counts, (count) => new Int32Array(count));
    counts.fill(0);
    for (let index = 0; index < of.length; index += 1) {
      const rule = of[index] ?? 0;
      const place = counts[rule] ?? 0;
      const list = places[rule];
      if (list) list[place] = index;
      counts[rule] = place + 1;
    }
    return places;
  }

  /** The ids of the children among these findings, each once, in the order of the document. Children without an id are left out. */
  childrenOf(places: Int32Array): string[] {
    const child = this.#child.values();
    const ids = new Set<string>();
    for (const number of sorted(places, child)) {
      const id = number < 0 ? '' : this.childId(number);
      if (id !== '') ids.add(id);
    }
    return [...ids];
  }

  /** How many children there are among these findings, those without an id counted too. */
  countChildren(places: Int32Array): number {
    let count = 0;
    let last = -1;
    for (const number of sorted(places, this.#child.values())) {
      if (number > last) count += 1;
      last = Math.max(last, number);
    }
    return count;
  }

  /** The rows among these findings, by table, each once and in order. */
  rowsOf(places: Int32Array): Map<number, number[]> {
    const table = this.#table.values();
    const row = this.#row.values();
    const rows = new Map<number, number[]>();
    for (const place of places) {
      const of = table[place] ?? 0;
      const list = rows.get(of) ?? [];
      if (list.length === 0) rows.set(of, list);
      list.push(row[place] ?? 0);
    }
    for (const [of, list] of rows) {
      const ordered = Int32Array.from(list).sort();
      rows.set(of, Array.from(ordered.filter((one, at) => at === 0 || one !== ordered[at - 1])));
    }
    return new Map([...rows].sort(([one], [other]) => one - other));
  }
}

function sorted(places: Int32Array, column: Int32Array): Int32Array {
  return Int32Array.from(places, (place) => column[place] ?? 0).sort();
}

function shortened(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE - 1)}…`;
}
