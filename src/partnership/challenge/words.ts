import type { FieldChange } from '../../platform/ledger/index.ts';

/** Fields of one record as the ledger keeps them: `before` of those that stand, `after` as they are now. */
export function changesIn(
  kind: string,
  recordId: string,
  fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>,
): FieldChange[] {
  return Object.entries(fields)
    .filter(([, [before, after]]) => (before ?? null) !== (after ?? null))
    .map(([field, [before, after]]) => ({ kind, recordId, field, before: before ?? null, after: after ?? null }));
}

/** Fields of a new record. */
export function newIn(kind: string, recordId: string, fields: Readonly<Record<string, unknown>>): FieldChange[] {
  return changesIn(
    kind,
    recordId,
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [null, value]])),
  );
}

/** "2026-27" for a day: reports cover April to March. */
export function reportYearOf(day: string): string {
  const year = Number(day.slice(0, 4));
  const begins = day.slice(5) >= '04-01' ? year : year - 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
}

/** "1 challenge", "3 challenges". */
export function counted(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
