import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type FormProblem, type TypedValues, typedText } from './form.ts';

/**
 * Two people, or two tabs, change the same record: the second is shown what they typed beside what is stored by now, and
 * chooses field by field. A form that takes part carries `twoVersionsShape`, the version it began with, and `seenMarks` of
 * the values it was filled with, so that Kith can tell who changed which field.
 */

/** A field with its value in words, one line an entry; no lines where it holds nothing. */
export interface FieldVersion {
  field: string;
  label: string;
  value: readonly string[];
}

/** A field in which what was typed differs from what is stored. */
export interface Difference {
  field: string;
  label: string;
  mine: readonly string[];
  stored: readonly string[];
  /** Who moved it away from what the form was filled with: only the one who typed, only somebody else, or both. */
  changedBy: 'me' | 'others' | 'both';
}

/** What becomes of one field. */
export type Choice = 'mine' | 'stored';

/** The most fields that one record can be asked about. */
const MOST_FIELDS = 40;
const CHOICES = Array.from({ length: MOST_FIELDS }, (_, at) => `keep-${at + 1}`);

/** What a form that takes part sends besides its own fields; part of its strict object. */
export const twoVersionsShape: Record<string, z.ZodType> = {
  version: z.string().regex(/^[1-9]\d{0,8}$/, 'Open the form again: the version of the record is missing'),
  seen: z.string().max(8000, 'Open the form again').optional(),
  ...Object.fromEntries(
    CHOICES.map((name) => [
      name,
      z
        .string()
        .regex(/^(mine|stored):[\w/-]{1,100}$/, 'Choose one of the two')
        .optional(),
    ]),
  ),
};

/** Checksums of the values with which a form was filled, for its hidden field `seen`. */
export function seenMarks(fields: readonly FieldVersion[]): string {
  return fields.map(({ field, value }) => `${field}=${markOf(value)}`).join(' ');
}

function markOf(value: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}

/** Fields in which two versions differ, in the order of the form. A field that one of them lacks holds nothing there. */
export function differences(
  mine: readonly FieldVersion[],
  stored: readonly FieldVersion[],
  seen: string | undefined,
): Difference[] {
  const marks = new Map((seen ?? '').split(' ').map((one) => one.split('=', 2) as [string, string]));
  const labels = new Map([...stored, ...mine].map(({ field, label }) => [field, label]));
  const valueIn = (fields: readonly FieldVersion[], field: string) =>
    fields.find((one) => one.field === field)?.value ?? [];
  return [...labels].flatMap(([field, label]): Difference[] => {
    const typed = valueIn(mine, field);
    const held = valueIn(stored, field);
    if (markOf(typed) === markOf(held)) return [];
    const began = marks.get(field) ?? markOf([]);
    const changedBy = began === markOf(held) ? 'me' : began === markOf(typed) ? 'others' : 'both';
    return [{ field, label, mine: typed, stored: held, changedBy }];
  });
}

/** The choices that came with the form, by field. */
export function choicesOf(values: TypedValues): Map<string, Choice> {
  const chosen = new Map<string, Choice>();
  for (const name of CHOICES) {
    const [choice, field] = (typedText(values, name) ?? '').split(':', 2);
    if (field && (choice === 'mine' || choice === 'stored')) chosen.set(field, choice);
  }
  return chosen;
}

/** What is kept where nothing was chosen yet: whatever only one side changed. Where both did, a person decides. */
export function suggested({ changedBy }: Difference): Choice | undefined {
  return changedBy === 'both' ? undefined : changedBy === 'me' ? 'mine' : 'stored';
}

/** Name of the field with which the choice at this place among the differences is sent. */
export function choiceName(place: number): string {
  return `keep-${place + 1}`;
}

/** Whether a field belongs to the choice and not to the record. */
export function isChoiceField(name: string): boolean {
  return name === 'version' || name === 'seen' || name === 'do' || CHOICES.includes(name);
}

/** Which fields stay as stored; or the two versions, with what still has to be chosen. */
export type Settled =
  | { asStored: ReadonlySet<string> }
  | { differences: readonly Difference[]; problems: readonly FormProblem[] };

/**
 * Settles what was typed against what is stored. Where nobody else changed the record since the form was opened, it stands
 * as typed. Else, as chosen field by field, or as typed where that was said for all (`do` is `mine`). Choices count only
 * against the version for which they were made.
 */
export function settle(
  values: TypedValues,
  held: { version: number; mine: readonly FieldVersion[]; stored: readonly FieldVersion[] },
): Settled {
  const current = typedText(values, 'version') === String(held.version);
  const chosen = choicesOf(values);
  const asTyped: ReadonlySet<string> = new Set();
  if (current && (typedText(values, 'do') === 'mine' || (chosen.size === 0 && typedText(values, 'do') !== 'chosen'))) {
    return { asStored: asTyped };
  }
  const found = differences(held.mine, held.stored, typedText(values, 'seen'));
  if (!current) return found.length === 0 ? { asStored: asTyped } : { differences: found, problems: [] };
  const problems = found.flatMap((one, place): FormProblem[] =>
    chosen.has(one.field)
      ? []
      : [{ field: choiceName(place), message: `Choose which “${one.label.toLowerCase()}” is to stand` }],
  );
  if (problems.length > 0) return { differences: found, problems };
  return { asStored: new Set(found.filter((one) => chosen.get(one.field) === 'stored').map((one) => one.field)) };
}
