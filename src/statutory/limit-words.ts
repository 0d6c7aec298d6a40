import { amountInWords, partialDateInWords } from '../platform/clocks/index.ts';

import type { LimitEdition, TimeLimit } from './rules.ts';

/** How long a limit is, as a person says it: "within 15 working days", "at least 7 working days before", "not before 30 days". */
export function lengthInWords({ length, bound, words }: LimitEdition): string {
  if (!length) return words ?? '';
  const amount = amountInWords(length.amount, length.unit);
  if (length.amount < 0) return `at least ${amount} before`;
  return bound === 'not-before' ? `not before ${amount}` : `within ${amount}`;
}

/** An edition with the time in which it holds: "Working Together 2018 (2018 to December 2023)". */
export function editionInWords({ title, inForce, until }: LimitEdition): string {
  if (inForce && until) return `${title} (${partialDateInWords(inForce)} to ${partialDateInWords(until)})`;
  if (inForce && !title.endsWith(inForce)) return `${title} (since ${partialDateInWords(inForce)})`;
  if (until) return `${title} (until ${partialDateInWords(until)})`;
  return title;
}

/** What other editions say, where they are held: the same number, or another. */
export function otherEditions(limit: TimeLimit, shown: LimitEdition): string[] {
  return limit.editions
    .filter((edition) => edition !== shown)
    .map((edition) => {
      const same = lengthInWords(edition) === lengthInWords(shown);
      return `${editionInWords(edition)}: ${same ? 'the same' : lengthInWords(edition)}`;
    });
}
