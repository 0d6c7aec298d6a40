import { dateInWords, type PlainDate } from '../../platform/clocks/index.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import {
  choiceName,
  choicesOf,
  type Difference,
  differences,
  type FieldVersion,
} from '../../platform/web/two-versions.ts';
import { FIELD_NAMES, fieldsOf, type Person, type PersonDetails } from './person.ts';

/** A person’s details in words, for comparing two versions of them. */
export function versionOf(details: PersonDetails, agencyNames: ReadonlyMap<string, string>): FieldVersion[] {
  return Object.entries(fieldsOf(details)).map(([field, value]) => {
    const words =
      field === 'agency' ? (agencyNames.get(value ?? '') ?? value) : field === 'joined' ? day(value) : value;
    return { field, label: FIELD_NAMES[field] ?? field, value: words === null ? [] : [words] };
  });
}

function day(value: PlainDate | null): string | null {
  return value === null ? null : dateInWords(value);
}

/** What is to be saved, or what must be chosen first. */
export type Settled =
  | { details: PersonDetails }
  | { differences: readonly Difference[]; problems: readonly FormProblem[] };

/**
 * Settles what was typed against what is stored: typed as it is where nobody else changed anything since the form was
 * opened; else as chosen, field by field. Choices count only against the version that they were made for.
 */
export function settle(
  values: TypedValues,
  mine: PersonDetails,
  stored: Person,
  agencyNames: ReadonlyMap<string, string>,
): Settled {
  const current = textOf(values, 'version') === String(stored.version);
  const chosen = choicesOf(values);
  if (current && chosen.size === 0) return { details: mine };
  const found = differences(versionOf(mine, agencyNames), versionOf(stored, agencyNames), textOf(values, 'seen'));
  if (!current) return found.length === 0 ? { details: mine } : { differences: found, problems: [] };
  const problems = found.flatMap((one, place): FormProblem[] =>
    chosen.has(one.field)
      ? []
      : [{ field: choiceName(place), message: `Choose which “${one.label.toLowerCase()}” is to stand` }],
  );
  if (problems.length > 0) return { differences: found, problems };
  const kept = Object.fromEntries(
    Object.keys(fieldsOf(mine)).map((field) => {
      const name = field as keyof PersonDetails;
      return [name, chosen.get(name) === 'stored' ? stored[name] : mine[name]];
    }),
  );
  return { details: { ...mine, ...kept } };
}
