import { z } from 'zod';
import { keyText as key, oneLine, words, yearText } from '../../platform/records/index.ts';
import { isPeriod, unitNames } from './words.ts';

const period = z
  .string()
  .refine(
    isPeriod,
    'must be a year whose halves follow each other (2021-22), a day of the calendar (2022-03-31), a month (2021-05), a calendar year ("2021"), a beginning (since 2019-04), two days (2025-08-01/2026-01-31) or not-stated.',
  )
  .describe(
    'The period the source states: 2021-22, 2022-03-31, 2021-05, "2021", since 2019-04, 2025-08-01/2026-01-31, or not-stated.',
  );
const count = z.int('must be a whole number.').nonnegative('must not be below nought.').max(1e12);
/** Finite, and within what a double carries exactly. */
const value = z.number('must be a number.').min(-1e12).max(1e12);

/** A heading of the snapshot, as a year file gives it under `indicator-groups`. */
export const indicatorGroupSchema = z.strictObject({
  key,
  title: oneLine,
  says: words.optional().describe('One sentence under the heading.'),
});
export type IndicatorGroupRecord = z.infer<typeof indicatorGroupSchema>;

/** One row of the side-by-side page (`snapshot-lines`). */
export const snapshotLineSchema = z.strictObject({
  key,
  title: oneLine,
  group: key.describe('Key of the heading under which the row stands.'),
  join: z
    .union([z.literal('sum'), z.strictObject({ never: words.describe('Why the areas are never added.') })])
    .describe('sum: the areas are added where definition and period match.'),
});
export type SnapshotLineRecord = z.infer<typeof snapshotLineSchema>;

/** What is counted, how, and who answers for it (`indicators`). Areas that count differently have different indicators. */
export const indicatorSchema = z.strictObject({
  code: key,
  line: key.describe('Key of the row on which it stands.'),
  title: oneLine,
  definition: words.describe('What is counted, in plain words.'),
  numerator: words.optional().describe('Of a share or rate: what is counted, in words.'),
  denominator: words.optional().describe('Of a share or rate: out of what, in words.'),
  numerator_code: key.optional().describe('Of a share or rate: the indicator that counts its numerator, if one does.'),
  denominator_code: key.optional().describe('Of a share or rate: the indicator that counts its denominator.'),
  unit: z.enum(unitNames),
  period: z.enum(['in-year', 'at-date', 'not-stated']).describe('Counted through a year, or on a day.'),
  part_of: key.optional().describe('Code of the total of which this is a part.'),
  parts: z.enum(['whole', 'some']).optional().describe('Of a total: whether its parts are all of it.'),
  owner: words.describe('The role or agency that answers for the figure.'),
  edition: words.describe('Which guidance, return or report the definition follows.'),
  decimals: z.int().min(0).max(4).default(0).describe('Most decimals that a value has; none unless given.'),
  suppress: z.enum(['small-numbers', 'none']).describe('Whether 1 to 5 is withheld from the public.'),
  because: words.describe('Why it is withheld, or need not be.'),
});
export type IndicatorRecord = z.infer<typeof indicatorSchema>;

/** A rate, share or ratio that Kith works out (`computed-measures`): of × times ÷ (over × over_times) × per. */
export const computedMeasureSchema = z.strictObject({
  code: key,
  title: oneLine,
  definition: words,
  of: key.describe('Code of the indicator above the line.'),
  over: key.describe('Code of the indicator below the line.'),
  times: z.int().positive().default(1).describe('12 where the upper one is a monthly average.'),
  over_times: z.int().positive().default(1).describe('12 where the lower one is a monthly average.'),
  per: z.int().positive().describe('10000 for a rate, 100 for a share, 1 for a ratio.'),
  unit: z.enum(unitNames),
  decimals: z.int().min(0).max(4),
});
export type ComputedMeasureRecord = z.infer<typeof computedMeasureSchema>;

/** One value of one indicator for one area and period (`figures`), or the plain fact that it is not known (product rule 2). */
export const figureSchema = z
  .strictObject({
    indicator: key.describe('Code of the indicator.'),
    area: oneLine.describe('Code of the area.'),
    period,
    value: value
      .optional()
      .describe(
        'The value: counts whole, shares from 0 to 100, 1 or 0 for yes or no; below nought only a percent-change.',
      ),
    not_known: words.optional().describe('In place of a value: why there is none.'),
    numerator: count.optional().describe('The count behind a share or rate, where the source gives it.'),
    denominator: count.optional().describe('Out of how many, where the source gives it.'),
    about: z.boolean().default(false).describe('True where the source says "approximately".'),
    account_year: yearText.optional().describe("The year whose report carries it, when it is not the file's."),
  })
  .refine((figure) => (figure.value === undefined) !== (figure.not_known === undefined), {
    error: 'must be given, or else not_known, and not both.',
    path: ['value'],
  })
  .refine((figure) => (figure.numerator === undefined) === (figure.denominator === undefined), {
    error: 'and denominator must be given both, or neither.',
    path: ['numerator'],
  });
export type FigureRecord = z.infer<typeof figureSchema>;

/** Another area's value that the source itself sets beside a figure (`comparators`). */
export const comparatorSchema = z.strictObject({
  indicator: key,
  area: oneLine,
  against: oneLine.describe('Who is compared with: England, North East, Teesside.'),
  value,
  note: words.optional(),
  account_year: yearText.optional(),
});
export type ComparatorRecord = z.infer<typeof comparatorSchema>;

/** What a reader must know (`quality-notes`), bound to what it is about. An omitted field of `about` means every one. */
export const qualityNoteSchema = z.strictObject({
  key,
  kind: z.enum(['period', 'definition', 'missing', 'arithmetic', 'precision', 'source']),
  words,
  about: z
    .array(
      z
        .strictObject({
          line: key.optional(),
          area: oneLine.optional(),
          period: period.optional(),
          account_year: yearText.optional(),
        })
        .refine((about) => Object.values(about).some((value) => value !== undefined), {
          error: 'must name a line, an area, a period or an account_year.',
        }),
    )
    .min(1),
});
export type QualityNoteRecord = z.infer<typeof qualityNoteSchema>;

/** A published series that stands beside a line (`published-links`). */
export const publishedLinkSchema = z.strictObject({
  line: key,
  measure_id: oneLine,
  measure: oneLine,
  breakdown: z.string().default(''),
  unit: z.enum(unitNames),
  says: words.describe('What must be said about the difference between series and row.'),
});
export type PublishedLinkRecord = z.infer<typeof publishedLinkSchema>;

/** A published series typed into a year file (`published-figures`); a publisher's mark may stand in place of a number. */
export const publishedFiguresSchema = z.strictObject({
  measure_id: oneLine,
  measure: oneLine,
  breakdown: z.string().default(''),
  areas: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z]\d{8}$/, 'must be an area code of nine characters, for example E06000001.'),
        name: oneLine,
        values: z
          .record(z.string().min(1), z.union([value, z.string().min(1)]))
          .describe("By period: the number, or the publisher's mark in its place."),
      }),
    )
    .min(1),
});
export type PublishedFiguresRecord = z.infer<typeof publishedFiguresSchema>;
