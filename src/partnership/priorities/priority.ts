import { z } from 'zod';
import { keyText, oneLine, words } from '../../platform/records/index.ts';

/** What came of a priority, and whether it was measured or is only said. */
const impact = z.strictObject({
  words,
  measured: z.boolean().describe('True only where a measure, taken before and after, stands behind the words.'),
});

/**
 * One priority of one year: what it was to bring, what was done, what came of it (inventory rows 23 to 28, 61 to 78,
 * 106 to 112, 126 to 132).
 */
export const priority = z.strictObject({
  key: keyText,
  number: z.number().int().min(1).max(99).describe("Its number in the year's plan. No two of a year share one."),
  kind: z.enum(['business', 'thematic', 'practice', 'key']),
  title: oneLine,
  aim: words.describe('What it is for.'),
  rationale: words.optional().describe('Why it was chosen.'),
  entailed: z.array(words).default([]).describe('What it set out to cover.'),
  done: z.array(words).default([]).describe('What was done. Done is not the same as made a difference.'),
  impact: z.array(impact).default([]).describe('What came of it.'),
  seeks: z.array(words).default([]).describe('What it is to achieve, for a year still ahead.'),
  not_evidenced: z.array(words).default([]).describe('What nothing on record shows.'),
});

/** A priority as a file gives it. */
export type GivenPriority = z.infer<typeof priority>;

/** The parts of a priority in the order of a page. */
export const PRIORITY_SECTIONS = ['entailed', 'done', 'impact', 'seeks', 'not-evidenced'] as const;

/** One part of a priority. */
export type PrioritySection = (typeof PRIORITY_SECTIONS)[number];
