import { z } from 'zod';
import type { PlainDate } from '../clocks/index.ts';
import { dateFieldNames, readDay } from './date-fields.ts';
import { type FormProblem, type TypedValues, typedText } from './form.ts';
import { formText } from './form-text.ts';

/** A form of typed texts, checked as a whole. */
export type Form = z.ZodType<TypedValues>;

/** The fields of a date, for a form’s shape. */
export function dayShape(name: string): Record<string, z.ZodType> {
  return Object.fromEntries(dateFieldNames(name).map((field) => [field, formText(20)]));
}

/** A form with these fields and no others. `read` says everything that is wrong with it, in the order of the form. */
export function checkedForm(shape: Record<string, z.ZodType>, read: (values: TypedValues) => FormProblem[]): Form {
  return z.strictObject(shape).superRefine((typed, context) => {
    for (const { field, message } of read(typed as TypedValues)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  }) as unknown as Form;
}

/** A field’s text without space around it; empty where nothing was typed. */
export function textOf(values: TypedValues, name: string): string {
  return (typedText(values, name) ?? '').trim();
}

/** Takes a day from a form and puts what is wrong with it among the problems. Null where it is empty or wrong. */
export function dayOf(
  values: TypedValues,
  name: string,
  called: string,
  problems: FormProblem[],
  missing: string | null,
): PlainDate | null {
  const read = readDay(values, name, called);
  if (typeof read === 'string') return read;
  if (read !== null) problems.push(read);
  else if (missing !== null) problems.push({ field: dateFieldNames(name)[0], message: missing });
  return null;
}
