import { z } from 'zod';
import { keyText, oneLine, words } from '../../platform/records/index.ts';

/** A way by which the partnership speaks with others (inventory rows 28, 60, 84, 85, 128). */
export const channel = z.strictObject({
  key: keyText,
  name: oneLine,
  cycle: oneLine.optional().describe('How often, in words.'),
  audience: words,
  purpose: words,
  reach: z.array(oneLine).default([]).describe('Codes of the indicators that count whom it reaches.'),
});

/** A channel as a file gives it. */
export type GivenChannel = z.infer<typeof channel>;
