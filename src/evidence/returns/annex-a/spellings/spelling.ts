/** Says which code a text stands for, given as `plain` makes it; null when it can't tell. */
export type Spelling = (text: string) => string | null;

/** A way of writing, and the code it means. */
export type Way = readonly [RegExp, string];

/** Takes the first of these ways that fits. */
export function firstOf(ways: readonly Way[]): Spelling {
  return (text) => {
    for (const [way, code] of ways) if (way.test(text)) return code;
    return null;
  };
}

/** Asks one after the other. */
export function either(...spellings: readonly Spelling[]): Spelling {
  return (text) => {
    for (const spelling of spellings) {
      const code = spelling(text);
      if (code !== null) return code;
    }
    return null;
  };
}

/** Looks for a bare code in the text and translates it: the first group of the pattern is the code. */
export function coded(pattern: RegExp, codes: Readonly<Record<string, string>>): Spelling {
  return (text) => {
    const found = pattern.exec(text)?.[1];
    return found !== undefined && Object.hasOwn(codes, found) ? (codes[found] ?? null) : null;
  };
}

/** The codes of a set by themselves in lower case: `RC1` by `rc1`. */
export function byThemselves(codes: readonly string[]): Record<string, string> {
  return Object.fromEntries(codes.map((code) => [code.toLowerCase(), code]));
}
