import type { z } from 'zod';

/** Something wrong with what was typed, to be shown at the field and in the summary above. */
export interface FormProblem {
  /** Name of the field. */
  field: string;
  /** What to do, as GOV.UK words it: "Enter the day the council became aware". */
  message: string;
}

/** What was typed, as it was typed. A field that can be ticked several times is always a list. */
export type TypedValues = Readonly<Record<string, string | readonly string[]>>;

/** The fields of a posted form without its token. Anything that is no text is left out. */
export function typedValues(body: unknown): TypedValues {
  if (body === null || typeof body !== 'object') return {};
  const typed: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === '_csrf') continue;
    if (typeof value === 'string') typed[name] = value;
    else if (Array.isArray(value)) typed[name] = value.filter((one): one is string => typeof one === 'string');
  }
  return typed;
}

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
