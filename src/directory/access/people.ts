import { sql } from 'kysely';
import {
  type AccessTable,
  type Action,
  type Actor,
  couldDo,
  findStandings,
  HELD_ROLES,
  type HeldRole,
  type RecordFacts,
} from '../../platform/access/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';

/** Somebody who works with Kith today, with the roles they hold today. */
export interface PersonInService extends Actor {
  email: string;
}

/** Who is asked for: by number, by what somebody typed, or by the roles they hold. */
export interface PeopleWanted {
  ids?: readonly string[];
  /** The whole of an address, or words of a name in any order. */
  typed?: string;
  /** Somebody who holds one of these. */
  roles?: readonly HeldRole[];
  /** At most so many; all unless given. */
  atMost?: number;
}

/** People in service on that day, by name. What is not asked about does not limit; `ids` and `roles` together mean either. */
export async function listPeopleInService(trx: Db, today: PlainDate, wanted: PeopleWanted): Promise<PersonInService[]> {
  const words = (wanted.typed ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const { rows } = await sql<PersonInService>`
    with serving as (
      select p.id, p.name, p.email, p.agency, a.name as "agencyName", p.team,
        array(select distinct h.role from role_holding h where h.person_id = p.id and h.from_date <= ${today}::date
          and (h.until_date is null or h.until_date >= ${today}::date) order by 1) as roles
      from person p join agency a on a.key = p.agency
      where p.joined <= ${today}::date and (p.left_on is null or p.left_on >= ${today}::date)
    )
    select * from serving s
    where ((${wanted.ids === undefined && wanted.roles === undefined})
        or s.id = any(${[...(wanted.ids ?? [])]}::uuid[]) or s.roles && ${[...(wanted.roles ?? [])]}::text[])
      and (${wanted.typed === undefined} or s.email = ${(wanted.typed ?? '').trim().toLowerCase()}
        or (${words.length > 0} and not exists (
          select from unnest(${words}::text[]) as word where position(word in lower(s.name)) = 0)))
    order by s.name, s.id
    limit ${wanted.atMost ?? null}`.execute(trx);
  return rows;
}

/** Roles to which the access table gives the action on this kind. */
export function rolesThatMay(table: AccessTable, action: Action, kind: string): HeldRole[] {
  return HELD_ROLES.filter((role) => table.lines([role], action, kind).length > 0);
}

/**
 * Who is told when something is to be done about a record: whoever holds it, if they are in service and may do it; else
 * everybody of its agency who may; else whoever in the partnership may. `not` is left out. For a record that does not exist
 * the same is asked of the database, and nobody is found.
 */
export async function listAnswerers(
  trx: Db,
  table: AccessTable,
  today: PlainDate,
  asked: { action: Action; kind: string; id: string; facts: RecordFacts | null; not: string },
): Promise<PersonInService[]> {
  const { action, kind, id, facts } = asked;
  const people = await listPeopleInService(trx, today, { roles: rolesThatMay(table, action, kind) });
  const standings = await findStandings(
    trx,
    kind,
    id,
    people.map((one) => one.id),
  );
  if (!facts) return [];
  const able = people.filter((one) => {
    const standing = standings.get(one.id);
    return one.id !== asked.not && standing !== undefined && couldDo(table, one, action, kind, facts, standing);
  });
  const owner = able.filter((one) => one.id === facts.ownerId);
  const ofAgency = able.filter((one) => one.agency === facts.agency);
  return owner.length > 0 ? owner : ofAgency.length > 0 ? ofAgency : able;
}

/** Whoever holds a record, if they are in service and it is not kept from them: they hear what happens to it. */
export async function findHolderInService(
  trx: Db,
  today: PlainDate,
  record: { kind: string; id: string; facts: RecordFacts | null },
): Promise<PersonInService | null> {
  const ids = record.facts ? [record.facts.ownerId] : [];
  const [holder] = await listPeopleInService(trx, today, { ids });
  const standings = await findStandings(trx, record.kind, record.id, ids);
  return holder && standings.get(holder.id)?.blocked === false ? holder : null;
}

/** Whether letting somebody in would let them read the record: their role reaches it, and nothing keeps it from them. */
export function couldBeLetIn(
  table: AccessTable,
  person: Actor,
  kind: string,
  facts: RecordFacts,
  blocked: boolean,
): boolean {
  return couldDo(table, person, 'read', kind, facts, { involved: true, named: true, blocked });
}

/** People in service who could decide who sees a sealed record of that agency, once they are named for it. */
export async function listDeciders(
  trx: Db,
  table: AccessTable,
  today: PlainDate,
  asked: { kind: string; agency: string; not: string },
): Promise<PersonInService[]> {
  const people = await listPeopleInService(trx, today, { roles: rolesThatMay(table, 'share', asked.kind) });
  const facts = { ...NEW_AND_SEALED, agency: asked.agency, ownerId: asked.not };
  return people.filter((one) => one.id !== asked.not && couldDo(table, one, 'share', asked.kind, facts, NAMED));
}

const NAMED = { involved: false, named: true, blocked: false };
const NEW_AND_SEALED = { team: null, sealed: true, brokenOpen: false, ...NAMED };
