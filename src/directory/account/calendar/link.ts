import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, HeldRole } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';

/** Where calendars fetch meetings; the rest of the address is the link's secret. */
export const CALENDARS = '/calendar';

/** The address of one's own meetings for a calendar, as its owner sees it. */
export interface CalendarLink {
  /** Path of the address; null where the keys of this Kith are others than those it was made with. */
  path: string | null;
  madeAt: Date;
  /** The last day on which a calendar fetched it; null while none has. */
  readOn: PlainDate | null;
}

/** For whom a calendar asks. */
export interface CalendarReader {
  linkId: string;
  actor: Actor;
}

/**
 * The secret of a link: made from its number with a key that is not in the database, so that its owner can be shown it again
 * while the database keeps a checksum alone.
 */
function secretOf(keyring: Pick<Keyring, 'derive'>, id: string): string {
  return keyring.derive('calendar-link', id).toString('base64url');
}

function checksum(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The person's own link; null where they have none. */
export async function findLink(
  trx: Db,
  keyring: Pick<Keyring, 'derive'>,
  personId: string,
): Promise<CalendarLink | null> {
  const { rows } = await sql<{ id: string; hash: Buffer; madeAt: Date; readOn: PlainDate | null }>`
    select id, secret_hash as hash, made_at as "madeAt", read_on as "readOn" from calendar_link
    where person_id = ${personId}::uuid and ended_at is null`.execute(trx);
  const [row] = rows;
  if (!row) return null;
  const secret = secretOf(keyring, row.id);
  const known = checksum(secret).equals(row.hash);
  return { path: known ? `${CALENDARS}/${secret}.ics` : null, madeAt: row.madeAt, readOn: row.readOn };
}

/** Makes the person a link; one that they had works no more. */
export async function makeLink(
  trx: Db,
  keyring: Pick<Keyring, 'derive'>,
  { personId, now }: { personId: string; now: Date },
): Promise<void> {
  await endLink(trx, personId, 'You made a new one', now);
  const id = randomUUID();
  await sql`
    insert into calendar_link (id, person_id, secret_hash, made_at)
    values (${id}::uuid, ${personId}::uuid, ${checksum(secretOf(keyring, id))}, ${now})`.execute(trx);
}

/** Ends somebody's link for good. False where they have none. */
export async function endLink(trx: Db, personId: string, because: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select calendar_links_end(${personId}::uuid, ${because}, ${now}) as n`.execute(trx);
  return rows[0]?.n === 1;
}

/** Ends the links of everybody whose last day is over. Nobody is read a meeting after it, whether or not this has run. */
export async function endLinksOfLeavers(db: Db, now: Date): Promise<void> {
  await sql`select calendar_links_end(null, 'Their last day is over', ${now})`.execute(db);
}

/** Forgets links that ended before a moment. */
export async function forgetEndedLinks(db: Db, before: Date): Promise<void> {
  await sql`select calendar_links_forget(${before})`.execute(db);
}

/** For whom a calendar asks with this secret on a day; null where it is nobody's, was ended, or its owner is not there. */
export async function findCalendarReader(db: Db, secret: string, today: PlainDate): Promise<CalendarReader | null> {
  const { rows } = await sql<{
    id: string;
    personId: string;
    name: string;
    agency: string;
    agencyName: string;
    team: string | null;
    roles: HeldRole[];
  }>`
    select id, person_id as "personId", name, agency, agency_name as "agencyName", team, roles
    from calendar_link_owner(${checksum(secret)}, ${today}::date)`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { id: linkId, personId, ...person } = row;
  return { linkId, actor: { id: personId, ...person } };
}

/** Writes down that a calendar fetched a link on a day; true the first time on that day. For the owner's own transaction. */
export async function markRead(trx: Db, linkId: string, today: PlainDate): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update calendar_link set read_on = ${today}::date
    where id = ${linkId}::uuid and read_on is distinct from ${today}::date`.execute(trx);
  return numAffectedRows === 1n;
}
