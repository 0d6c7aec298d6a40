import { ownCopy } from '../columns.ts';
import type { CodeSetName } from './code-sets.ts';
import { plain } from './recognise.ts';

/** What stands in a workbook for a code that nobody can tell without asking. */
export interface UnknownSpelling {
  set: CodeSetName;
  /** As it stands in the file where it was met first. */
  shown: string;
  /** As spellings are compared; it tells this one from every other of its set. */
  written: string;
  /** The list and column where it was met first: `List 1, Contact Source`. */
  where: string;
  /** In how many cells. */
  count: number;
}

/** More different ones come of a column that is another than its heading says, and nobody maps them one by one. */
const MOST = 500;
/** What is longer is a remark and no code. */
const LONGEST = 100;

/** Gathers the spellings that were not known, each once. */
export class UnknownSpellings {
  readonly #met = new Map<string, UnknownSpelling>();

  /** Notes a cell with such a spelling. */
  add(set: CodeSetName, shown: string, where: string): void {
    const written = plain(shown);
    if (written === '' || shown.length > LONGEST) return;
    const key = `${set} ${written}`;
    const met = this.#met.get(key);
    if (met) met.count += 1;
    else if (this.#met.size < MOST)
      this.#met.set(ownCopy(key), { set, shown: ownCopy(shown), written: ownCopy(written), where, count: 1 });
  }

  /** All of them, those met most often first. */
  all(): UnknownSpelling[] {
    return [...this.#met.values()].toSorted(
      (one, other) => other.count - one.count || one.shown.localeCompare(other.shown),
    );
  }
}
