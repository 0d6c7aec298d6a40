import { z } from 'zod';
import { dateText, keyText, oneLine, words } from '../../platform/records/index.ts';

const themes = z.array(keyText).default([]).describe('Keys of the themes that it speaks of.');

/** A theme that returns in reviews and audits (inventory rows 93, 97, 106). */
export const theme = z.strictObject({ key: keyText, name: oneLine, meaning: words });

/**
 * A published review of practice: what it asked, what was learned, what was to be done (rows 88 to 105). The child is
 * never a record, and no detail of the case stands here beyond what the learning needs.
 */
export const practiceReview = z.strictObject({
  key: keyText,
  kind: z.enum(['local-child-safeguarding-practice-review', 'learning-review', 'rapid-review']),
  label: oneLine.describe('The name under which it is published.'),
  question: words.describe('What the review asked, without detail of the case.'),
  learning: z.array(z.strictObject({ words, themes })).default([]).describe('What was learned.'),
  actions: z
    .array(
      z.strictObject({
        words,
        themes,
        owner: oneLine.optional().describe('The role that answers for it. Leave it out where the source names none.'),
        due: dateText.optional().describe('When it is to be done.'),
        effect: words.optional().describe('What showed that it made a difference.'),
      }),
    )
    .default([])
    .describe('What was to be done.'),
});

const finding = z.strictObject({ words, themes });

/** A multi-agency audit and its findings (rows 113 to 125). */
export const audit = z.strictObject({
  key: keyText,
  title: oneLine,
  purpose: words,
  carried_out: dateText.optional().describe('A day, month or year.'),
  repeat_due: dateText.optional().describe('When the same questions are to be asked again: a day, month or year.'),
  working_well: z.array(finding).default([]).describe('Findings of what works.'),
  to_develop: z.array(finding).default([]).describe('Findings of what must get better.'),
});

/** A theme as a file gives it. */
export type GivenTheme = z.infer<typeof theme>;
/** A review as a file gives it. */
export type GivenPracticeReview = z.infer<typeof practiceReview>;
/** An audit as a file gives it. */
export type GivenAudit = z.infer<typeof audit>;
