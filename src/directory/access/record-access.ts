import { addDays, addMonths, londonDate, londonMoment, type PlainDate } from '../../platform/clocks/index.ts';
import { ACCESS_LIMITS } from './limits.ts';

/** What somebody is to a record: put to work on it, or one of the only ones who see it once it is sealed. */
export type Part = 'involved' | 'named';

/** Somebody who was let in to a record. */
export interface LetIn {
  id: string;
  personId: string;
  name: string;
  agencyName: string;
  part: Part;
  fromAt: Date;
  untilAt: Date | null;
  /** Name of whoever let them in; null where the record itself did. */
  givenBy: string | null;
  because: string;
  /** Whether it stands at this moment. */
  stands: boolean;
}

/** An agency or a person from whom a record is kept. */
export interface Barring {
  id: string;
  agencyName: string | null;
  personId: string | null;
  personName: string | null;
  because: string;
  barredBy: string;
  barredAt: Date;
  liftedAt: Date | null;
  liftedBy: string | null;
  liftedBecause: string | null;
}

/** What is wrong with a last day of access; null when nothing is. */
export function untilProblem(until: PlainDate | null, today: PlainDate): string | null {
  if (until === null) return 'Enter the last day on which they need it';
  if (until < today) return 'The last day must be today or later';
  if (until > addMonths(today, ACCESS_LIMITS.letInMonths))
    return `The last day must be within ${ACCESS_LIMITS.letInMonths} months: let them in again then, if they still need it`;
  return null;
}

/** The moment at which access ends whose last day this is: the midnight after it, in England. */
export function endOf(day: PlainDate): Date {
  return londonMoment({ date: addDays(day, 1), time: '00:00' });
}

/** The last day of access that ends at this moment. */
export function lastDayOf(untilAt: Date): PlainDate {
  return londonDate(new Date(untilAt.getTime() - 1));
}
