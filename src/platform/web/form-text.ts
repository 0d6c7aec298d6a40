import { z } from 'zod';

/** Signs that no keyboard types and no page shows; the database refuses the first of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are the signs that are meant
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** One field of a form that is typed once, with at most so many characters. Whether it must be filled is the form’s to say. */
export function formText(most: number): z.ZodOptional<z.ZodString> {
  return z
    .string('Answer this once')
    .max(most, `This must be ${most.toLocaleString('en-GB')} characters or fewer`)
    .refine((typed) => !UNSEEN.test(typed), 'Remove the signs that can’t be seen, and type the words again')
    .optional();
}

/** What was typed into the address of a page, such as a search: without unseen signs, and not longer than this. */
export function addressText(typed: string | undefined, most = 200): string | null {
  const text = (typed ?? '').replaceAll(new RegExp(UNSEEN, 'g'), '').trim().slice(0, most);
  return text === '' ? null : text;
}
