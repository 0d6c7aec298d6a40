import { z } from 'zod';

/** A word in the address of what was just done, out of those that a page knows. */
export function doneOf(words: Readonly<Record<string, string>>) {
  return z.object({
    done: z
      .string()
      .nullable()
      .default(null)
      .catch(null)
      .transform((word) => (word !== null && Object.hasOwn(words, word) ? (words[word] ?? null) : null)),
  });
}
