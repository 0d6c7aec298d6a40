/** A column of whole numbers that grows: four bytes a value, where an array of objects takes twenty times that. */
export class IntColumn {
  #values = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a value at the end. */
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The value at a place. Throws RangeError outside the column. */
  at(index: number): number {
    const value = index < this.#length ? this.#values[index] : undefined;
    if (value === undefined) throw new RangeError(`no value at ${index}`);
    return value;
  }

  /** The values as they stand, without a copy. */
  values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }
}

/** Texts by number: each different one is kept once. */
export class Words {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  /** The number of a text. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const kept = ownCopy(text);
    this.#texts.push(kept);
    this.#numbers.set(kept, this.#texts.length - 1);
    return this.#texts.length - 1;
  }

  /** The text of a number that was given. */
  text(number: number): string {
    return this.#texts[number] ?? '';
  }
}

const scratch = Buffer.alloc(1024);
/** The engine copies shorter pieces by itself. */
const SHORTEST_SLICE = 13;

/**
 * The same text in memory of its own. A piece cut from a block of a file holds the whole block in memory for as long as it is kept;
 * whatever outlives its child goes through here.
 */
export function ownCopy(text: string): string {
  if (text.length < SHORTEST_SLICE) return text;
  if (text.length * 3 > scratch.length) return Buffer.from(text, 'utf8').toString('utf8');
  return scratch.toString('utf8', 0, scratch.write(text, 'utf8'));
}
