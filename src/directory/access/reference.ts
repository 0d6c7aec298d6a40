import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';

/** The number of the record with a reference, whether or not the person may see it; null where there is none. */
export async function findByReference(trx: Db, kind: string, reference: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select access_asked_for(${kind}, ${reference}) as id`.execute(trx);
  return rows[0]?.id ?? null;
}
