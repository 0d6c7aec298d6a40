import { IntColumn, Words } from '../columns.ts';
import { type Day, dayOf, NO_DAY } from '../day.ts';

/** Texts that a return holds, each kept once, with the day that each is. */
export class ReturnWords {
  readonly #words = new Words();
  readonly #days: Day[] = [];
  /** For each text the number of the same in capitals. */
  readonly #inCapitals: number[] = [];
  readonly #folds: boolean;

  /** With `folds`, capital and small letters do not differ: the collection’s own site turns all that it takes into capitals. */
  constructor({ folds = false }: { folds?: boolean } = {}) {
    this.#folds = folds;
  }

  /** The number of a text as it is written. Nothing, or blanks alone, is number 0. */
  number(text: string): number {
    if (this.#days.length === 0) this.#add('');
    return this.#add(text.trim());
  }

  /** The number by which a text is compared: that of the same in capitals where letters are folded. */
  folded(number: number): number {
    return this.#inCapitals[number] ?? number;
  }

  #add(text: string): number {
    const number = this.#words.number(text);
    if (number < this.#days.length) return number;
    this.#days.push(dayOfText(text));
    this.#inCapitals.push(number);
    const capitals = this.#folds ? text.toUpperCase() : text;
    if (capitals !== text) this.#inCapitals[number] = this.#add(capitals);
    return number;
  }

  /** The text of a number that was given. */
  text(number: number): string {
    return this.#words.text(number);
  }

  /** The day that a text is; NO_DAY where it is none. */
  day(number: number): Day {
    return this.#days[number] ?? NO_DAY;
  }
}

const DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** Reads `31/03/2018`. Gives NO_DAY for anything else, days that do not exist among it. */
export function dayOfText(text: string): Day {
  const [, day = '', month = '', year = ''] = DATE.exec(text) ?? [];
  return year === '' ? NO_DAY : dayOf(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** A table of the return, in columns: four bytes a cell. Rows count from 0 in the order of the file. */
export class Table {
  readonly #columns: ReadonlyMap<string, IntColumn>;
  readonly #words: ReturnWords;
  readonly #lines = new IntColumn();
  /** The columns in the order in which rows are given. */
  readonly #order: IntColumn[];
  /** What is written in a column, from the first cell on that is not in capitals. */
  readonly #written = new Map<IntColumn, { from: number; column: IntColumn }>();
  #byChild: Map<number, number[]> | undefined;

  constructor(words: ReturnWords, columns: readonly string[]) {
    this.#words = words;
    this.#order = columns.map(() => new IntColumn());
    this.#columns = new Map(columns.map((name, at) => [name, this.#order[at] as IntColumn]));
  }

  get rows(): number {
    return this.#lines.length;
  }

  /** Whether the file had the column. */
  has(column: string): boolean {
    return this.#columns.has(column);
  }

  /** Adds a row: its cells in the order of the columns, and its line in the file. */
  push(cells: readonly string[], line: number): void {
    for (let at = 0; at < this.#order.length; at += 1) {
      const column = this.#order[at] as IntColumn;
      const written = this.#words.number(cells[at] ?? '');
      const folded = this.#words.folded(written);
      let kept = this.#written.get(column);
      if (folded !== written && !kept) {
        kept = { from: column.length, column: new IntColumn() };
        this.#written.set(column, kept);
      }
      column.push(folded);
      kept?.column.push(written);
    }
    this.#lines.push(line);
  }

  /** What stands in a cell; empty when nothing does, or when the file has no such column. */
  text(row: number, column: string): string {
    return this.#words.text(this.number(row, column));
  }

  /** The same as it is written in the file, small letters and all. */
  shown(row: number, column: string): string {
    const of = this.#columns.get(column);
    const kept = of && this.#written.get(of);
    return kept && row >= kept.from ? this.#words.text(kept.column.at(row - kept.from)) : this.text(row, column);
  }

  /** The names of its columns, in the order of the file. */
  get columns(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** The same as a number: equal texts have equal numbers, nothing is 0. */
  number(row: number, column: string): number {
    return this.#columns.get(column)?.at(row) ?? 0;
  }

  /** Whether something stands in a cell. */
  given(row: number, column: string): boolean {
    return this.number(row, column) !== 0;
  }

  /** The day that stands in a cell; NO_DAY when none does. */
  day(row: number, column: string): Day {
    return this.#words.day(this.number(row, column));
  }

  /** The line of a row in its file, from 1. */
  line(row: number): number {
    return this.#lines.at(row);
  }

  /** The rows of a child in the order of the file, by the number of its id in this return. */
  ofChild(child: number): readonly number[] {
    return this.byChild().get(child) ?? NO_ROWS;
  }

  /** Rows by the number of the child's id. Rows that name no child belong to none. */
  byChild(): ReadonlyMap<number, number[]> {
    if (this.#byChild) return this.#byChild;
    const found = new Map<number, number[]>();
    const ids = this.#columns.get('CHILD')?.values() ?? new Int32Array();
    for (const [row, child] of ids.entries()) {
      if (child === 0) continue;
      const rows = found.get(child);
      if (rows) rows.push(row);
      else found.set(child, [row]);
    }
    this.#byChild = found;
    return found;
  }
}

const NO_ROWS: readonly number[] = [];
