import { z } from 'zod';
import { type FormProblem, type TypedValues, typedText } from './form.ts';
import { formText } from './form-text.ts';

/** The most that a long answer holds. */
export const LONG = 10_000;

/** What is typed, field by field, with what is wrong with it. */
export interface Reading {
  problems: FormProblem[];
  /** Trimmed; empty where nothing was typed. */
  typed: (name: string) => string;
  /** Words that must be there. */
  words: (name: string, missing: string) => string;
  /** One of a few. */
  one: <K extends string>(name: string, choices: Readonly<Record<K, unknown>>, missing: string) => K;
  /** The number of somebody, or nothing where it was left open. */
  person: (name: string) => string | null;
}

/** Begins to read a form. */
export function readingOf(values: TypedValues): Reading {
  const problems: FormProblem[] = [];
  const typed = (name: string) => (typedText(values, name) ?? '').trim().replaceAll('\r\n', '\n');
  return {
    problems,
    typed,
    words: (name, missing) => {
      const found = typed(name);
      if (found === '') problems.push({ field: name, message: missing });
      return found;
    },
    one: <K extends string>(name: string, choices: Readonly<Record<K, unknown>>, missing: string): K => {
      const found = typed(name);
      if (!Object.hasOwn(choices, found)) problems.push({ field: name, message: missing });
      return found as K;
    },
    person: (name) => {
      const found = typed(name);
      if (found === '') return null;
      if (!z.uuid().safeParse(found).success) problems.push({ field: name, message: 'Choose somebody from the list' });
      return found;
    },
  };
}

/**
 * A strict form of these fields, each with its most characters, checked by `read`. `besides` are fields that are no text of
 * the person's own, such as `twoVersionsShape`.
 */
export function strictForm(
  fields: Readonly<Record<string, number>>,
  read: (values: TypedValues) => { problems: readonly FormProblem[] },
  besides: Readonly<Record<string, z.ZodType>> = {},
): z.ZodType<TypedValues> {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, most]) => [name, formText(most)]));
  return z.strictObject({ ...shape, ...besides }).superRefine((typed, context) => {
    for (const { field, message } of read(typed as TypedValues).problems) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  }) as unknown as z.ZodType<TypedValues>;
}

/** The version of a record with which a form began; 0 where none was sent, which no record has. */
export function versionIn(values: TypedValues): number {
  const typed = typedText(values, 'version') ?? '';
  return /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : 0;
}
