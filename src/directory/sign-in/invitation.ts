import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { londonDate, londonMoment, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { awayOn } from './account.ts';

const DAY = 86_400_000;
/** How long an invitation waits. */
export const INVITATION_DAYS = 7;

/** Until when a link works that is made now for somebody: seven days, counted from their first day where that is ahead. */
export function invitationEnds(joined: PlainDate, now: Date): Date {
  const begins = Math.max(now.getTime(), londonMoment({ date: joined, time: '00:00' }).getTime());
  return new Date(begins + INVITATION_DAYS * DAY);
}

/** A link to be made. */
export interface NewInvitation {
  personId: string;
  /** Null on the command line. */
  madeBy: string | null;
  /** The address to which it is mailed, unseen by whoever made it; null where they read it and hand it over. */
  sentTo: string | null;
}

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
 * before work no more. Only a checksum is stored, so the path is seen this one time.
 */
export async function createInvitation(
  trx: Db,
  { personId, madeBy, sentTo }: NewInvitation,
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await endInvitations(trx, personId, now);
  const { rows } = await sql<{ joined: PlainDate }>`select joined from person where id = ${personId}::uuid`.execute(
    trx,
  );
  const ends = invitationEnds(rows[0]?.joined ?? londonDate(now), now);
  await sql`
    insert into invitation (token_hash, person_id, made_by, sent_to, made_at, expires_at)
    values (${checksum(token)}, ${personId}::uuid, ${madeBy}::uuid, ${sentTo}, ${now}, ${ends})`.execute(trx);
  return `/welcome/${token}`;
}

/** Ends every link of a person that was not used yet. */
export async function endInvitations(trx: Db, personId: string, now: Date): Promise<void> {
  await sql`
    update invitation set expires_at = ${now}
    where person_id = ${personId}::uuid and used_at is null and expires_at > ${now}`.execute(trx);
}

/** Whose link this is; null when it was never made, is used or out of date, or its person has left or is yet to come. */
export async function findInvited(db: Db, token: string, now: Date): Promise<Invited | null> {
  const { rows } = await sql<Invited>`
    select p.id as "personId", p.name, p.email, p.agency from invitation i join person p on p.id = i.person_id
    where i.token_hash = ${checksum(token)} and i.used_at is null and i.expires_at > ${now}
      and ${awayOn(londonDate(now))} is null`.execute(db);
  return rows[0] ?? null;
}

/** Uses a link up. Of two who use it at once, one finds it; the other is told what everybody is told of a used one. */
export async function useInvitation(trx: Db, token: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update invitation set used_at = ${now}
    where token_hash = ${checksum(token)} and used_at is null and expires_at > ${now} returning 1 as one`.execute(trx);
  return rows.length === 1;
}
