import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { Actor } from './actor.ts';
import { decideRecord, purposesFor, type RecordFacts } from './decide.ts';
import type { AccessTable, Action } from './grant.ts';

/** How somebody else stands to a record. */
export type Standing = Pick<RecordFacts, 'involved' | 'named' | 'blocked'>;

/** How other people stand to a record, by their numbers. Asks once, for none as for many, and of records that do not exist. */
export async function findStandings(
  trx: Db,
  kind: string,
  id: string,
  people: readonly string[],
): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing & { personId: string }>`
    select person_id as "personId", involved, named, blocked
    from access_standing(${kind}, ${id}::uuid, ${[...people]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ personId, ...standing }) => [personId, standing]));
}

/**
 * Whether somebody else may do this with a record, whichever fitting purpose they state. `facts` are those of the record;
 * what stands in them about the person who acts is replaced by the other one's standing.
 */
export function couldDo(
  table: AccessTable,
  other: Actor,
  action: Action,
  kind: string,
  facts: RecordFacts,
  standing: Standing,
): boolean {
  const theirs = { ...facts, ...standing, brokenOpen: false };
  return purposesFor(table, other, action, kind).some(
    (purpose) => decideRecord(table, other, purpose, action, kind, theirs).may,
  );
}

/** A record's reference and who holds it, by its number, whether or not the person who acts may see it. */
export async function findHolder(
  trx: Db,
  kind: string,
  id: string,
): Promise<{ ownerId: string; agency: string; reference: string } | null> {
  const { rows } = await sql<{ ownerId: string; agency: string; reference: string }>`
    select owner_id as "ownerId", agency, reference from access_owner(${kind}, ${id}::uuid)`.execute(trx);
  return rows[0] ?? null;
}

/** Until when the person who acts has a record open in an emergency; null when they have not. For `EmergencyBanner`. */
export async function openedUntil(trx: Db, kind: string, id: string): Promise<Date | null> {
  const { rows } = await sql<{ until: Date | null }>`
    select max(ends_at) as until from break_glass
    where kind = ${kind} and record_id = ${id}::uuid and person_id = access_person()
      and opened_at <= access_now() and ends_at > access_now()`.execute(trx);
  return rows[0]?.until ?? null;
}
