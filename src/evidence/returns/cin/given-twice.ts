import { IntColumn, ownCopy } from '../columns.ts';
import type { Identifiers } from './child.ts';
import type { Across, Run } from './rule.ts';
import type { TABLES } from './tables.ts';

/**
 * Finds children that share what must be one child's own. Of each child only the text and three numbers are kept; empty texts
 * are nobody's.
 */
export function givenTwice(
  run: Run,
  field: (typeof TABLES)['ChildIdentifiers'][number],
  textOf: (identifiers: Identifiers) => string,
): Across {
  const seen = new SeenTexts();
  const children = new IntColumn();
  const rows = new IntColumn();
  const lines = new IntColumn();
  const found = new Set<number>();
  return {
    child: ({ number, identifiers }) => {
      const value = textOf(identifiers);
      if (value === '') return;
      const before = seen.firstOf(value);
      if (before === undefined) {
        children.push(number);
        rows.push(identifiers.row);
        lines.push(identifiers.lineOf(field));
        return;
      }
      if (!found.has(before)) {
        found.add(before);
        const at = { child: children.at(before), row: rows.at(before), line: lines.at(before) };
        run.failEarlier({ ...at, table: 'ChildIdentifiers', field, value });
      }
      run.fail([identifiers, field]);
    },
    end: () => {},
  };
}

/**
 * Texts in the order in which they first came. A hash table of numbers beside the texts: with hundreds of thousands of texts of
 * which nearly none comes twice, it asks memory once for each, and a Map four times.
 */
class SeenTexts {
  readonly #texts: string[] = [];
  readonly #hashes = new IntColumn();
  // Places of texts, plus one; 0 is free.
  #slots = new Int32Array(4096);

  /** The place of a text that was seen before. Otherwise it is kept at the next place, and nothing is given. */
  firstOf(text: string): number | undefined {
    const hash = hashOf(text);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0) break;
      if (this.#hashes.at(place) === hash && this.#texts[place] === text) return place;
      slot = (slot + 1) & mask;
    }
    this.#texts.push(ownCopy(text));
    this.#hashes.push(hash);
    this.#slots[slot] = this.#texts.length;
    if (this.#texts.length * 2 > this.#slots.length) this.#grow();
    return undefined;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (const [place, hash] of this.#hashes.values().entries()) {
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = place + 1;
    }
    this.#slots = slots;
  }
}

/** FNV-1a over the letters. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
