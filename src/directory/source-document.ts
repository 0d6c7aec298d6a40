import { z } from 'zod';
import { dateText, keyText, oneLine, webAddress, words } from '../platform/records/index.ts';

/** A document from which records were taken. */
export const sourceDocument = z.strictObject({
  key: keyText,
  title: oneLine,
  publisher: oneLine,
  published: dateText.optional(),
  covers: oneLine.optional().describe('The time it accounts for, in words.'),
  url: webAddress.optional(),
  licence: oneLine.optional().describe('Under which it may be used again.'),
  note: words.optional().describe('What a reader should know of it, for example what is missing.'),
});

/** A document from which records were taken, as a file gives it. */
export type GivenSourceDocument = z.infer<typeof sourceDocument>;
