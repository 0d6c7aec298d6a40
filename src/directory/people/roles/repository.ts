import { sql } from 'kysely';
import type { HeldRole } from '../../../platform/access/index.ts';
import { addDays, type PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { Holding } from './holding.ts';

/** A role about to be given. */
export interface NewHolding {
  id: string;
  personId: string;
  role: HeldRole;
  from: PlainDate;
  until: PlainDate | null;
  because: string;
}

/** Every role that a person holds, held or will hold; the newest beginning first. */
export async function listHoldings(trx: Db, personId: string): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    select h.id, h.role, h.from_date as "from", h.until_date as until, h.because, g.name as "givenBy",
      h.given_at as "givenAt", e.name as "endedBy", h.ended_at as "endedAt", h.ended_because as "endedBecause"
    from role_holding h
    left join person g on g.id = h.given_by
    left join person e on e.id = h.ended_by
    where h.person_id = ${personId}::uuid
    order by h.from_date desc, h.role, h.id`.execute(trx);
  return rows;
}

/** Writes that a person holds a role. */
export async function addHolding(trx: Db, holding: NewHolding, by: string, now: Date): Promise<void> {
  await sql`
    insert into role_holding (id, person_id, role, from_date, until_date, because, given_by, given_at)
    values (${holding.id}::uuid, ${holding.personId}::uuid, ${holding.role}, ${holding.from}::date,
      ${holding.until}::date, ${holding.because}, ${by}::uuid, ${now})`.execute(trx);
}

/** Writes the last day of a role, by whom and why. */
export async function endHolding(
  trx: Db,
  id: string,
  ending: { lastDay: PlainDate; by: string; because: string; now: Date },
): Promise<void> {
  await sql`
    update role_holding set until_date = ${ending.lastDay}::date, ended_by = ${ending.by}::uuid,
      ended_at = ${ending.now}, ended_because = ${ending.because}
    where id = ${id}::uuid`.execute(trx);
}

/**
 * Whether somebody else is an administrator today and on the day after `lastDay`, as far as is known. Until the caller’s
 * transaction ends nobody else asks: two administrators can't end each other at the same moment.
 */
export async function anotherAdministrator(
  trx: Db,
  personId: string,
  lastDay: PlainDate,
  today: PlainDate,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('kith administrators', 0))`.execute(trx);
  const after = [addDays(lastDay, 1), today].sort().at(-1) ?? today;
  const { rows } = await sql<{ one: boolean }>`
    select exists (
      select from role_holding h join person p on p.id = h.person_id
      where h.role = 'administrator' and p.id <> ${personId}::uuid
        and h.from_date <= ${today}::date and (h.until_date is null or h.until_date >= ${after}::date)
        and p.joined <= ${today}::date and (p.left_on is null or p.left_on >= ${after}::date)
    ) as one`.execute(trx);
  return rows[0]?.one ?? false;
}
