import { z } from 'zod';
import { dateText, keyText, oneLine, words } from '../../platform/records/index.ts';

const areaCode = z.string().min(2);

/** The partnership itself and the areas it spans (inventory rows 1, 2, 22). */
export const partnership = z.strictObject({
  key: keyText,
  name: oneLine,
  short: oneLine.describe('The name where room is short.'),
  area: areaCode.describe('Code of the area that is the whole partnership.'),
  areas: z
    .array(areaCode)
    .min(1)
    .describe("Codes of the councils' areas it spans, in the order in which they are shown."),
  since: dateText.describe('When the arrangements began: a day, month or year.'),
  office: words.optional().describe('Where the partnership can be reached by post.'),
  note: words.optional(),
});

/** An agency's standing in the arrangements (rows 3 and 5). */
export const partner = z.strictObject({
  agency: keyText.describe('Key of the agency.'),
  standing: z.enum(['statutory', 'relevant']),
  from: dateText
    .optional()
    .describe('Its first day in the arrangements; left out where it was there from their beginning.'),
  until: dateText.optional().describe('Its last day in the arrangements. An agency that ended says so by itself.'),
  note: words.optional(),
});

/** Something the partnership says of itself: its vision, aims, objectives (rows 4, 14, 17 to 21). */
export const statement = z.strictObject({
  key: keyText,
  kind: z.enum(['vision', 'aim', 'approach', 'objective', 'pillar', 'duty-of-partners', 'scrutiny']),
  words,
});

/** A group in which partners meet, with what it is there to do and who sits in it (rows 7 to 16). */
export const group = z.strictObject({
  key: keyText,
  name: oneLine,
  kind: z.enum(['standing', 'task-and-finish']),
  purpose: words,
  accountable_to: keyText.optional().describe('Key of the group to which it answers.'),
  meets: oneLine.optional().describe('How often it meets, in words.'),
  every_weeks: z.number().int().min(1).max(104).optional().describe('Weeks between meetings, where they are regular.'),
  duties: z.array(words).default([]).describe('What the group is there to do, one duty an entry.'),
  seats: z
    .array(
      z.strictObject({
        seat: oneLine.describe('A role, never a person.'),
        agency: keyText.optional().describe('Key of the agency that fills it.'),
      }),
    )
    .default([])
    .describe('Who sits in it.'),
  note: words.optional(),
});

/** A partnership as a file gives it. */
export type GivenPartnership = z.infer<typeof partnership>;
/** An agency's standing as a file gives it. */
export type GivenPartner = z.infer<typeof partner>;
/** A statement as a file gives it. */
export type GivenStatement = z.infer<typeof statement>;
/** A group as a file gives it. */
export type GivenGroup = z.infer<typeof group>;
