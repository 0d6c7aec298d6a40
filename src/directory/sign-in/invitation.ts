import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';

const DAY = 86_400_000;
/** How long an invitation waits. */
export const INVITATION_DAYS = 7;

/** Somebody who holds a link that still works. */
export interface Invited {
  personId: string;
  name: string;
  email: string;
  agency: string;
}

const checksum = (token: string) => createHash('sha256').update(token).digest();

/**
 * Makes a link by which a person chooses a password, once, within seven days, and returns its path. Links made for them
 * before work no more. Only a checksum is stored, so the path is seen this one time. `madeBy` is null on the command line.
 */
export async function createInvitation(trx: Db, personId: string, madeBy: string | null, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`
    update invitation set expires_at = ${now}
    where person_id = ${personId}::uuid and used_at is null and expires_at > ${now}`.execute(trx);
  await sql`
    insert into invitation (token_hash, person_id, made_by, made_at, expires_at)
    values (${checksum(token)}, ${personId}::uuid, ${madeBy}::uuid, ${now}, ${new Date(now.getTime() + INVITATION_DAYS * DAY)})`.execute(
    trx,
  );
  return `/welcome/${token}`;
}

/** Whose link this is; null when it was never made, is used or out of date, or its person has left. */
export async function findInvited(db: Db, token: string, now: Date): Promise<Invited | null> {
  const { rows } = await sql<Invited>`
    select p.id as "personId", p.name, p.email, p.agency from invitation i join person p on p.id = i.person_id
    where i.token_hash = ${checksum(token)} and i.used_at is null and i.expires_at > ${now}
      and coalesce(p.left_on >= ${londonDate(now)}::date, true)`.execute(db);
  return rows[0] ?? null;
}

/** Uses a link up. Of two who use it at once, one finds it; the other is told what everybody is told of a used one. */
export async function useInvitation(trx: Db, token: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update invitation set used_at = ${now}
    where token_hash = ${checksum(token)} and used_at is null and expires_at > ${now} returning 1 as one`.execute(trx);
  return rows.length === 1;
}
