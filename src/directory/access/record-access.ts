import { z } from 'zod';
import { addDays, isPlainDate, londonDate, londonMoment, type PlainDate } from '../../platform/clocks/index.ts';

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
  personName: string | null;
  because: string;
  barredBy: string;
  barredAt: Date;
  liftedAt: Date | null;
  liftedBy: string | null;
  liftedBecause: string | null;
}

const BECAUSE_AT_MOST = 1000;

/** A reason that a person types: required, in their own words. `enter` is the message when it is missing. */
export function because(enter: string) {
  return z
    .string({ error: enter })
    .trim()
    .min(1, enter)
    .max(BECAUSE_AT_MOST, `Use ${BECAUSE_AT_MOST} characters or fewer`);
}

/** The three fields of a date named `until`, as a form sends them. */
export const untilFields = {
  'until-day': z.string().trim().optional(),
  'until-month': z.string().trim().optional(),
  'until-year': z.string().trim().optional(),
};

/** What was typed into the fields of `until`. */
export type TypedUntil = { [field in keyof typeof untilFields]?: string | undefined };

/** The day that was typed; null when nothing was typed; undefined when it is no day. */
export function untilOf(typed: TypedUntil): PlainDate | null | undefined {
  const { 'until-day': day = '', 'until-month': month = '', 'until-year': year = '' } = typed;
  if (day === '' && month === '' && year === '') return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : undefined;
}

/** What is wrong with a last day of access; null when nothing is. */
export function untilProblem(until: PlainDate | null | undefined, today: PlainDate, latest: PlainDate): string | null {
  if (until === null) return 'Enter the last day on which they need it';
  if (until === undefined) return 'The last day must be a real date, like 27 3 2027';
  if (until < today) return 'The last day must be today or later';
  if (until > latest) return `The last day must be within 12 months: let them in again then, if they still need it`;
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
