import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';

/** That a person accepted a version of the terms of use. */
export interface Acceptance {
  version: string;
  at: Date;
}

/** What a person accepted, newest first. */
export async function listAcceptances(trx: Db, personId: string): Promise<Acceptance[]> {
  const { rows } = await sql<Acceptance>`
    select version, accepted_at as at from terms_acceptance
    where person_id = ${personId}::uuid order by accepted_at desc, version desc`.execute(trx);
  return rows;
}

/** Keeps that a person accepted a version; the first time counts. False when they had done so before. */
export async function accept(trx: Db, personId: string, version: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into terms_acceptance (person_id, version, accepted_at) values (${personId}::uuid, ${version}, ${now})
    on conflict do nothing returning 1 as one`.execute(trx);
  return rows.length === 1;
}
