import { z } from 'zod';
import { dateText, keyText, oneLine, words } from '../platform/records/index.ts';

/** An organisation that works in the partnership's arrangements, or once did. */
export const agency = z.strictObject({
  key: keyText,
  name: oneLine,
  kind: z.enum(['local-authority', 'health', 'police', 'education', 'justice', 'voluntary', 'board', 'other']),
  from: dateText.optional().describe("Its first day, where the partnership's time saw it."),
  until: dateText.optional().describe("Its last day, where the partnership's time saw it."),
  successor: keyText.optional().describe('Key of the agency that took over its duties.'),
  note: words.optional(),
});

/** An agency as a file gives it. */
export type GivenAgency = z.infer<typeof agency>;
