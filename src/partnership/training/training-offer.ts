import { z } from 'zod';
import { keyText, oneLine, words } from '../../platform/records/index.ts';

/** Training that the partnership gave, ordered or planned (inventory rows 58, 59, 76, 86, 124). */
export const trainingOffer = z.strictObject({
  key: keyText,
  title: oneLine,
  standing: z.enum(['delivered', 'commissioned', 'planned']),
  audience: words,
  effect: words.describe('What is known of its effect on practice. "Not known" is an answer.'),
});

/** A training offer as a file gives it. */
export type GivenTrainingOffer = z.infer<typeof trainingOffer>;
