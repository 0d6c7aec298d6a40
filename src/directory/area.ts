import { z } from 'zod';
import { oneLine, words } from '../platform/records/index.ts';

/** An area for which something is counted or answered for. */
export const area = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{1,15}$/, 'must be an area code in capitals, for example "E06000001".')
    .describe('The code of the Office for National Statistics where there is one, else capitals of its own.'),
  name: oneLine,
  short: oneLine.describe('The name where room is short.'),
  kind: z.enum(['local-authority', 'partnership', 'region', 'country', 'police']),
  dfe: z
    .string()
    .regex(/^\d{3}$/, 'must be three digits in quotes, for example "805".')
    .optional()
    .describe('The number by which the Department for Education knows a local authority, in quotes.'),
  profile: words.optional().describe('What a reader should know of the area, without numbers: those are figures.'),
});

/** An area as a file gives it. */
export type GivenArea = z.infer<typeof area>;
