import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';

/** The newest version that is held of a record. */
export interface LatestVersion {
  version: number;
  body: Record<string, unknown>;
  source: string | null;
  place: string | null;
  year: string | null;
  partnership: string | null;
}

/** One name for kind and key together, as a map needs it. */
export function versionName(kind: string, key: string): string {
  return `${kind}\n${key}`;
}

/** The newest versions of the named records, by versionName; records that are not held are absent. */
export async function latestVersions(
  db: Db,
  names: readonly { kind: string; key: string }[],
): Promise<Map<string, LatestVersion>> {
  if (names.length === 0) return new Map();
  const found = await sql<LatestVersion & { kind: string; key: string }>`
    select distinct on (v.kind, v.key)
      v.kind, v.key, v.version, v.body, v.source_key as source, v.place, v.year, v.partnership
    from record_version v
    join unnest(${names.map((name) => name.kind)}::text[], ${names.map((name) => name.key)}::text[]) as wanted (kind, key)
      on v.kind = wanted.kind and v.key = wanted.key
    order by v.kind, v.key, v.version desc`.execute(db);
  return new Map(found.rows.map(({ kind, key, ...latest }) => [versionName(kind, key), latest]));
}

/** Does a file say of a record just what is held: the same content, from the same source and place? */
export function isSame(given: Pick<LatestVersion, 'body' | 'source' | 'place'>, held: LatestVersion): boolean {
  return given.source === held.source && given.place === held.place && canonical(given.body) === canonical(held.body);
}

/** JSON with fields in one order, so that two equal records are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
