import { type RawBuilder, sql } from 'kysely';
import type { HeldRole } from '../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { IDLE_LIMIT } from '../sign-in/session.ts';
import type { Person, PersonDetails, PersonLine, PersonStanding, PersonState } from './person.ts';
import type { Reach } from './reach.ts';

/** How many people one page of the list shows. */
export const PEOPLE_A_PAGE = 50;

/** What the list is narrowed to; null where it is not. */
export interface PeopleFilter {
  /** Words of a name or an address, in any order. */
  search: string | null;
  agency: string | null;
  role: HeldRole | null;
  state: PersonState | null;
  /** From 1. */
  page: number;
}

const PERSON = sql`
  select p.id, p.name, p.email, p.agency, a.name as "agencyName", p.team, p.job, p.joined, p.left_on as "leftOn",
    p.demonstration, p.version
  from person p join agency a on a.key = p.agency`;

/** One person, or null. */
export async function findPerson(trx: Db, id: string): Promise<Person | null> {
  const { rows } = await sql<Person>`${PERSON} where p.id = ${id}::uuid`.execute(trx);
  return rows[0] ?? null;
}

/** One person, whom nobody else changes until the transaction ends; or null. */
export async function lockPerson(trx: Db, id: string): Promise<Person | null> {
  const { rows } = await sql<Person>`${PERSON} where p.id = ${id}::uuid for update of p`.execute(trx);
  return rows[0] ?? null;
}

/** Whose address this is; null when it is free. Whoever asks holds the address until their transaction ends. */
export async function takeAddress(trx: Db, email: string): Promise<Pick<Person, 'id' | 'name' | 'agency'> | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended('kith address ' || ${email}, 0))`.execute(trx);
  const { rows } = await sql<Person>`select id, name, agency from person where email = ${email}`.execute(trx);
  return rows[0] ?? null;
}

/** Writes a new person. */
export async function addPerson(trx: Db, id: string, details: PersonDetails, now: Date): Promise<void> {
  const { name, email, agency, team, job, joined } = details;
  await sql`
    insert into person (id, name, email, agency, team, job, joined, made_at)
    values (${id}::uuid, ${name}, ${email}, ${agency}, ${team}, ${job}, ${joined}::date, ${now})`.execute(trx);
}

/** Writes a person’s changed details. */
export async function changePerson(trx: Db, id: string, details: PersonDetails): Promise<void> {
  const { name, email, agency, team, job, joined } = details;
  await sql`
    update person set name = ${name}, email = ${email}, agency = ${agency}, team = ${team}, job = ${job},
      joined = ${joined}::date, version = version + 1
    where id = ${id}::uuid`.execute(trx);
}

/** Writes a person’s last day, or that there is none. */
export async function setLastDay(trx: Db, id: string, leftOn: PlainDate | null): Promise<void> {
  await sql`
    update person set left_on = ${leftOn}::date, version = version + 1 where id = ${id}::uuid`.execute(trx);
}

/** Roles of the person of the row that stand on a day, as a list without repeats. */
export function rolesOn(day: PlainDate): RawBuilder<unknown> {
  return sql`array(select distinct h.role from role_holding h where h.person_id = p.id and h.from_date <= ${day}::date
    and (h.until_date is null or h.until_date >= ${day}::date) order by 1)`;
}

/** The state of the person of the row `p`, at a moment. */
function stateAt(now: Date): RawBuilder<unknown> {
  return sql`case
    when p.left_on < ${londonDate(now)}::date then 'left'
    when ${lockedUntil(now)} is not null then 'locked'
    when p.left_on is not null then 'leaving'
    when p.demonstration or exists (select from password w where w.person_id = p.id)
      or exists (select from passkey k where k.person_id = p.id)
      or exists (select from person_identity i where i.person_id = p.id)
      or exists (select from session s where s.person_id = p.id) then 'active'
    else 'invited' end`;
}

function lockedUntil(now: Date): RawBuilder<unknown> {
  return sql`(select g.locked_until from sign_in_guard g
    where g.address_hash = sha256(convert_to(p.email, 'UTF8')) and g.locked_until > ${now})`;
}

const SIGNED_IN_AT = sql`(select max(s.started_at) from session s where s.person_id = p.id)`;

/** One page of the people within reach, by name, and how many there are in all. */
export async function listPeople(
  trx: Db,
  reach: Reach,
  filter: PeopleFilter,
  now: Date,
): Promise<{ people: PersonLine[]; total: number }> {
  const today = londonDate(now);
  const words = (filter.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = sql`
    select p.id from person p
    where (${reach === 'every'} or p.agency = any(${reach === 'every' ? [] : [...reach]}::text[]))
      and (${filter.agency}::text is null or p.agency = ${filter.agency})
      and (${filter.role}::text is null or ${filter.role} = any(${rolesOn(today)}))
      and (${filter.state}::text is null or ${stateAt(now)} = ${filter.state})
      and not exists (
        select from unnest(${words}::text[]) as word where position(word in lower(p.name || ' ' || p.email)) = 0)`;
  const counted = await sql<{ total: number }>`select count(*)::integer as total from (${found}) as f`.execute(trx);
  const { rows } = await sql<PersonLine>`
    select p.id, p.name, p.email, a.name as "agencyName", p.job, p.left_on as "leftOn", ${rolesOn(today)} as roles,
      ${stateAt(now)} as state, ${SIGNED_IN_AT} as "signedInAt"
    from (
      select p.* from person p where p.id in (${found}) order by lower(p.name), p.id
      limit ${PEOPLE_A_PAGE} offset ${(filter.page - 1) * PEOPLE_A_PAGE}
    ) p join agency a on a.key = p.agency
    order by lower(p.name), p.id`.execute(trx);
  return { people: rows, total: counted.rows[0]?.total ?? 0 };
}

interface StandingRow extends Omit<PersonStanding, 'terms'> {
  termsVersion: string | null;
  termsAt: Date | null;
}

/** What only the page of one person tells of them. The person exists. */
export async function findStanding(trx: Db, id: string, now: Date): Promise<PersonStanding> {
  const { rows } = await sql<StandingRow>`
    select ${stateAt(now)} as state, ${lockedUntil(now)} as "lockedUntil", ${SIGNED_IN_AT} as "signedInAt",
      (select count(*)::integer from session s where s.person_id = p.id and s.ended_at is null and s.ends_at > ${now}
        and s.seen_at > ${new Date(now.getTime() - IDLE_LIMIT)}) as sessions,
      exists (select from totp t where t.person_id = p.id and t.confirmed_at is not null)
        or exists (select from passkey k where k.person_id = p.id) as "secondFactor",
      (select i.expires_at from invitation i where i.person_id = p.id and i.used_at is null
        order by i.made_at desc limit 1) as "invitationEnds",
      t.version as "termsVersion", t.accepted_at as "termsAt"
    from person p
    left join lateral (
      select t.version, t.accepted_at from terms_acceptance t where t.person_id = p.id order by t.accepted_at desc limit 1
    ) t on true
    where p.id = ${id}::uuid`.execute(trx);
  const row = rows[0];
  if (!row) throw new Error('A person was asked for who is not there.');
  const { termsVersion, termsAt, ...standing } = row;
  return {
    ...standing,
    terms: termsVersion !== null && termsAt !== null ? { version: termsVersion, at: termsAt } : null,
  };
}
