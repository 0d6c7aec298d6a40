import type { z } from 'zod';
import { dropStraySigns } from './stray-signs.ts';

/** Something wrong with what was typed, to be shown at the field and in the summary above. */
export interface FormProblem {
  /** Name of the field. */
  field: string;
  /** What to do, as GOV.UK words it: "Enter the day the council became aware". */
  message: string;
}

/** What was typed, as it was typed. A field that can be ticked several times is always a list. */
export type TypedValues = Readonly<Record<string, string | readonly string[]>>;

/** Fields that Kith puts into every form by itself: the token, and whom the form was made for. */
export const FORM_TOKEN = '_csrf';
/** Name of the field that says, sealed, whom a form was made for. */
export const FORM_OWNER = '_for';

/** The fields of a posted form without those that Kith adds. Anything that is no text is left out. */
export function typedValues(body: unknown): TypedValues {
  if (body === null || typeof body !== 'object') return {};
  const typed: [string, string | readonly string[]][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === FORM_TOKEN || name === FORM_OWNER) continue;
    if (typeof value === 'string') typed.push([name, value]);
    else if (Array.isArray(value)) typed.push([name, value.filter((one): one is string => typeof one === 'string')]);
  }
  // Not by assignment, which a field called __proto__ would turn into something else.
  return Object.fromEntries(typed);
}

/** Values without signs that nobody types and PostgreSQL can't store, as programs leave them in text that is pasted. */
export function withoutStraySigns(values: TypedValues): { values: TypedValues; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const clean = Object.entries(values).map(([field, value]): [string, string | string[]] => {
    const kept = typeof value === 'string' ? dropStraySigns(value) : value.map(dropStraySigns);
    if (String(kept) !== String(value)) problems.push({ field, message: STRAY_SIGNS_GONE });
    return [field, kept];
  });
  return { values: Object.fromEntries(clean), problems };
}

const STRAY_SIGNS_GONE = 'Signs that can’t be seen were taken out: read the words through and send them again';

/** The text of one field, empty when it was not sent. */
export function typedText(values: TypedValues | null | undefined, name: string): string | undefined {
  const value = values?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** The first problem of each field, in the order of the form. Fields the form does not have are one problem together. */
export function formProblems(error: z.ZodError): FormProblem[] {
  const problems = new Map<string, FormProblem>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!problems.has(field)) problems.set(field, { field, message: issue.message });
  }
  return [...problems.values()];
}

/** Whether the form was sent with fields that it does not have: not a slip of the pen, so it is refused outright. */
export function hasUnknownFields(error: z.ZodError): boolean {
  return error.issues.some((issue) => issue.code === 'unrecognized_keys');
}
