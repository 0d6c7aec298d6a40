import { CODE_SETS, type CodeSetName } from './code-sets.ts';
import { SPELLINGS } from './spellings/index.ts';

/**
 * What an authority writes, and the code it stands for, by set of codes: what a person mapped once. Case, spacing and
 * punctuation of what is written do not matter.
 */
export type Mapping = Partial<Record<CodeSetName, Readonly<Record<string, string>>>>;

/** Spellings are looked at once each; a workbook that has more different ones is no return. */
const REMEMBERED = 50_000;

/**
 * A text as spellings are compared by: lower case, apostrophes gone, everything else that is no letter or digit a single blank.
 * `a) WBRI` gives `a wbri`.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll('â€™', '')
    .replace(/['’‘`´]/g, '')
    .replaceAll('&', ' and ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Recognises codes however they are written: as the guidance does, as a bare code, as words, or as an authority mapped them. */
export class Recogniser {
  readonly #mapped = new Map<CodeSetName, Map<string, string>>();
  readonly #known = new Map<CodeSetName, Map<string, string | null>>();

  /** Throws RangeError for a mapping to a code that the set does not have. */
  constructor(mapping: Mapping = {}) {
    for (const [set, spellings] of Object.entries(mapping) as [CodeSetName, Record<string, string>][]) {
      const codes = new Set<string>(CODE_SETS[set].map(([code]) => code));
      const mapped = new Map<string, string>();
      for (const [written, code] of Object.entries(spellings)) {
        if (!codes.has(code)) throw new RangeError(`${set} has no code ${code}`);
        mapped.set(plain(written), code);
      }
      this.#mapped.set(set, mapped);
    }
  }

  /** The code that a text stands for, as the guidance writes it; null when nobody can say without asking. */
  code(set: CodeSetName, written: string): string | null {
    let known = this.#known.get(set);
    if (!known) {
      known = new Map();
      this.#known.set(set, known);
    }
    const before = known.get(written);
    if (before !== undefined) return before;
    const text = plain(written);
    const code = this.#mapped.get(set)?.get(text) ?? asWritten(set).get(text) ?? SPELLINGS[set](text);
    if (known.size < REMEMBERED) known.set(written, code);
    return code;
  }
}

const written = new Map<CodeSetName, Map<string, string>>();

/** The codes of a set and what they stand for, as the guidance writes them. A meaning that two codes share is left out. */
function asWritten(set: CodeSetName): Map<string, string> {
  const before = written.get(set);
  if (before) return before;
  const all = new Map<string, string>();
  const twice = new Set<string>();
  for (const [code, meaning] of CODE_SETS[set]) {
    const bare = code.replace(/^[a-z]1?\) /, '');
    for (const one of new Set([code, bare, meaning, `${code} ${meaning}`, `${bare} ${meaning}`].map(plain))) {
      if (one === '') continue;
      if (all.has(one)) twice.add(one);
      all.set(one, code);
    }
  }
  for (const one of twice) all.delete(one);
  written.set(set, all);
  return all;
}
