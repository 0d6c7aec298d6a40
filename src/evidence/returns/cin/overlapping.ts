import type { Day } from '../day.ts';

/** A stretch of days, the first and the last included, with what it belongs to. */
export interface Stretch<Of> {
  of: Of;
  from: Day;
  /** NO_DAY where it has no length. */
  to: Day;
}

/** The pairs of stretches of which one begins on a day of the other. */
export function overlapping<Of>(stretches: readonly Stretch<Of>[]): [Of, Of][] {
  const pairs: [Of, Of][] = [];
  for (let at = 0; at < stretches.length; at += 1) {
    for (let after = at + 1; after < stretches.length; after += 1) {
      const one = stretches[at] as Stretch<Of>;
      const other = stretches[after] as Stretch<Of>;
      if (beginsIn(one, other) || beginsIn(other, one)) pairs.push([one.of, other.of]);
    }
  }
  return pairs;
}

function beginsIn(one: Stretch<unknown>, other: Stretch<unknown>): boolean {
  return one.from >= other.from && one.from <= other.to;
}
