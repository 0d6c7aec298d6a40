import type { FieldChange } from '../../platform/ledger/index.ts';
import type { PeopleKind } from './reach.ts';

/** Fields of a record by name, with values as history keeps them. */
export type Fields = Readonly<Record<string, string | readonly string[] | null>>;

/** The fields that an act changes; null where there is no record yet. A field left out of either side held nothing. */
export function fieldChanges(kind: PeopleKind, recordId: string, before: Fields | null, after: Fields): FieldChange[] {
  return Object.keys(after).flatMap((field) => {
    const [was, is] = [before?.[field] ?? null, after[field] ?? null];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ kind, recordId, field, before: was, after: is }];
  });
}
