import { z } from 'zod';
import { dateText, keyText, oneLine, words } from '../platform/records/index.ts';

const limitEdition = z
  .strictObject({
    /** "Working Together 2018". */
    title: oneLine,
    'in-force': dateText.optional(),
    until: dateText.optional(),
    /** Negative where the limit counts back from its start: seven working days before publication. */
    amount: z
      .int()
      .min(-1000)
      .max(1000)
      .refine((amount) => amount !== 0, 'must not be 0: leave "amount" and "unit" out and say the limit in "words".')
      .optional(),
    unit: z.enum(['working-days', 'days', 'hours', 'weeks', 'months']).optional(),
    /** Whether the thing must be done by then, or may not be done before. */
    bound: z.enum(['by', 'not-before']).default('by'),
    /** What the number alone does not say, or the limit itself where it has no number. */
    words: oneLine.optional(),
    /** `verified`: the number was read in the source. `recalled`: it was not. */
    checked: z.enum(['verified', 'recalled']),
  })
  .refine((edition) => (edition.amount === undefined) === (edition.unit === undefined), {
    message: 'needs "amount" and "unit" together.',
  })
  .refine((edition) => edition.amount !== undefined || edition.words !== undefined, {
    message: 'needs "amount" and "unit", or "words" where the limit has no number.',
  });

/** A time limit with all its editions, as a file gives it. */
export const timeLimit = z.strictObject({
  key: keyText,
  /** The heading under which the list shows it: "Child protection". */
  topic: oneLine,
  title: oneLine,
  /** What starts the clock, without a full stop: "the referral is received". */
  starts: oneLine,
  stops: oneLine,
  note: words.optional(),
  /** What of it was checked, where that is not simply the number. */
  'checked-note': oneLine.optional(),
  /** Oldest first. */
  editions: z.array(limitEdition).min(1, 'must hold at least one edition.'),
});

/** A bank holiday of England, as a file gives it. */
export const bankHoliday = z.strictObject({
  day: dateText.refine((day) => day.length === 10, 'must be a day, written like 2022-12-26.'),
  /** "Christmas Day". */
  name: oneLine,
  /** True where it stands for a holiday that fell on a weekend. */
  substitute: z.boolean().default(false),
});

/** A time limit as a file gives it. */
export type GivenTimeLimit = z.infer<typeof timeLimit>;
/** A bank holiday as a file gives it. */
export type GivenBankHoliday = z.infer<typeof bankHoliday>;
