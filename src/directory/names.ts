import { sql } from 'kysely';
import type { Db } from '../platform/database/connection.ts';

/** Names of people and agencies among words that may be their numbers and keys: for histories, which keep those. */
export async function namesOf(trx: Db, held: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ key: string; name: string }>`
    select id::text as key, name from person where id = any(
      select h::uuid from unnest(${held}::text[]) h where h ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
    union all
    select key, name from agency where key = any(${held})`.execute(trx);
  return new Map(rows.map(({ key, name }) => [key, name]));
}
