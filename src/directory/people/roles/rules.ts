import { addDays, dateInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import type { Holding, Phase } from './holding.ts';

/** Days from the first to the last; a last day of null is not known yet. */
interface Span {
  from: PlainDate;
  until: PlainDate | null;
}

/** Where a role held stands on a day. */
export function phaseOf({ from, until }: Span, today: PlainDate): Phase {
  if (until !== null && until < from) return 'withdrawn';
  if (until !== null && until < today) return 'past';
  return from > today ? 'to-come' : 'present';
}

/** Whether two spans share a day. One that was withdrawn before it began has none. */
export function overlap(one: Span, other: Span): boolean {
  if (isEmpty(one) || isEmpty(other)) return false;
  return (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until);
}

function isEmpty({ from, until }: Span): boolean {
  return until !== null && until < from;
}

/** What is wrong with the days of a role about to be given, by the field that says it; null when nothing is. */
export function spanProblem(
  span: Span,
  person: { name: string; joined: PlainDate; leftOn: PlainDate | null },
  sameRole: readonly Span[],
  today: PlainDate,
): { at: 'from' | 'until'; message: string } | null {
  const { from, until } = span;
  if (from < today) return { at: 'from', message: 'The day the role begins must be today or later' };
  if (from < person.joined) {
    return {
      at: 'from',
      message: `The role must not begin before ${person.name} joins on ${dateInWords(person.joined)}`,
    };
  }
  if (until !== null && until < from) {
    return { at: 'until', message: 'The last day of the role must be the day it begins, or later' };
  }
  if (person.leftOn !== null && (until === null || until > person.leftOn)) {
    const leaves = dateInWords(person.leftOn);
    return { at: 'until', message: `${person.name} leaves on ${leaves}: the role’s last day must be then or earlier` };
  }
  const held = sameRole.find((one) => overlap(one, span));
  return held ? { at: 'from', message: `${person.name} has this role already ${spanInWords(held)}` } : null;
}

/** “from 6 January 2020”, with the last day where one is known. */
export function spanInWords({ from, until }: Span): string {
  return until === null ? `from ${dateInWords(from)}` : `from ${dateInWords(from)} to ${dateInWords(until)}`;
}

/**
 * The last day of a role that ends at once: yesterday, or the day before it would have begun. What stood until now stays in
 * the history.
 */
export function lastDayAtOnce({ from }: Span, today: PlainDate): PlainDate {
  const [yesterday, never] = [addDays(today, -1), addDays(from, -1)];
  return yesterday > never ? yesterday : never;
}

/** What is wrong with a last day that was chosen for a role; null when nothing is. */
export function lastDayProblem(holding: Span, lastDay: PlainDate, today: PlainDate): string | null {
  if (lastDay < today) return 'The last day must be today or later: to end the role before, choose “At once”';
  if (lastDay < holding.from) return 'The role begins after that day: to withdraw it, choose “At once”';
  if (holding.until !== null && lastDay > holding.until) {
    return `The role ends on ${dateInWords(holding.until)} already: to make it longer, give it anew`;
  }
  return null;
}

/** Roles held of which a day is still ahead, or which have no end: those that an ending shortens. */
export function stillRunning(holdings: readonly Holding[], today: PlainDate): Holding[] {
  return holdings.filter((one) => ['present', 'to-come'].includes(phaseOf(one, today)));
}
