import { type LimitUnit, longDate, type PlainDate } from '../platform/clocks/index.ts';
import { PlainError } from '../platform/plain-error.ts';

/** What one edition says of a time limit. */
export interface LimitEdition {
  title: string;
  /** First day, month or year in force; null where the source does not say. */
  inForce: string | null;
  /** Last day, month or year in force; null while it holds. */
  until: string | null;
  /** How long, and in what; null where the limit has no number and `words` says it. */
  length: { amount: number; unit: LimitUnit } | null;
  bound: 'by' | 'not-before';
  words: string | null;
  checked: 'verified' | 'recalled';
}

/** A clock of safeguarding work, with every edition that is held. */
export interface TimeLimit {
  key: string;
  topic: string;
  title: string;
  starts: string;
  stops: string;
  note: string | null;
  checkedNote: string | null;
  source: { key: string; title: string; url: string | null } | null;
  /** Where in the source, or who else says it. */
  place: string | null;
  /** Oldest first. */
  editions: readonly LimitEdition[];
}

/**
 * Whether an edition is in force on a day. Of an edition known by month or year the whole month or year counts, the one
 * in which it ends included.
 */
export function isInForce(edition: LimitEdition, day: PlainDate): boolean {
  const begun = edition.inForce === null || day.slice(0, edition.inForce.length) >= edition.inForce;
  return begun && (edition.until === null || day.slice(0, edition.until.length) <= edition.until);
}

/** The newest edition in force on a day, or nothing. Where two share a month, the newer is meant. */
export function editionOn(limit: TimeLimit, day: PlainDate): LimitEdition | undefined {
  return limit.editions.findLast((edition) => isInForce(edition, day));
}

/**
 * Limits in working days, by the editions in force on a day: `child-and-family-assessment` gives 45. In the order of the keys.
 * Throws PlainError when none of the limits has a key, or none of its editions counts in working days on that day.
 */
export function workingDaysOn(limits: readonly TimeLimit[], keys: readonly string[], on: PlainDate): number[] {
  return keys.map((key) => {
    const limit = limits.find((one) => one.key === key);
    const length = limit && editionOn(limit, on)?.length;
    if (length?.unit === 'working-days') return length.amount;
    throw new PlainError(
      `Kith holds no edition of the time limit “${limit?.title ?? key}” in working days for ${longDate(on)}: load that edition with kith load.`,
    );
  });
}

/** The edition that a list shows for a day: the one in force, else the last that was, else the first that will be. */
export function editionShown(limit: TimeLimit, day: PlainDate): LimitEdition | undefined {
  const begun = limit.editions.filter(({ inForce }) => inForce === null || day.slice(0, inForce.length) >= inForce);
  return editionOn(limit, day) ?? begun.at(-1) ?? limit.editions[0];
}
