import { sql } from 'kysely';
import type { Quorum } from '../../../meetings/index.ts';
import type { HeldRole } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { Candidate, GivenMember, Member } from './member.ts';
import type { Evidence, EvidenceKind } from './rules.ts';

type Tables = {
  group_member: {
    id: string;
    group_key: string;
    agency: string;
    person_id: string | null;
    seat: string | null;
    part: Member['part'];
    voting: boolean;
    deputy_for: string | null;
    from_date: string;
    until_date: string | null;
    because: string;
    ended_because: string | null;
    owner_id: string;
    made_at: Date;
  };
  group_terms: {
    group_key: string;
    agency: string;
    owner_id: string;
    quorum: string;
    remit: string | null;
    ends_on: string | null;
    closure_test: string | null;
    closed_on: string | null;
    closed_words: string | null;
    published: boolean;
    version: number;
    changed_at: Date;
  };
  group_duty_evidence: {
    id: string;
    group_key: string;
    duty: string;
    year: string;
    kind: EvidenceKind;
    words: string;
    href: string | null;
    agency: string;
    owner_id: string;
    owner_name: string;
    made_at: Date;
    withdrawn_on: string | null;
    withdrawn_because: string | null;
  };
};

/** Who enters something, and when. */
export interface Entered {
  id: string;
  agency: string;
  ownerId: string;
  now: Date;
}

/** Everybody who ever sat in a group: chair first, then by agency and name. */
export async function listMembers(trx: Db, groupKey: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select m.id, m.group_key as "groupKey", m.agency, a.name as "agencyName", m.person_id as "personId", p.name as "personName",
      p.left_on as "leftOn", m.seat, m.part, m.voting, m.deputy_for as "deputyFor", m.from_date as "from", m.until_date as "until",
      m.because, m.ended_because as "endedBecause"
    from group_member m join agency a on a.key = m.agency left join person p on p.id = m.person_id
    where m.group_key = ${groupKey}
    order by m.part <> 'chair', a.name, array_position(array['chair', 'member', 'deputy', 'adviser'], m.part),
      coalesce(p.name, m.seat), m.from_date, m.id`.execute(trx);
  return rows;
}

/** Groups in which somebody sits on a day. */
export async function groupsOf(
  trx: Db,
  personId: string,
  day: PlainDate,
): Promise<{ groupKey: string; part: Member['part'] }[]> {
  const { rows } = await sql<{ groupKey: string; part: Member['part'] }>`
    select group_key as "groupKey", part from group_member
    where person_id = ${personId}::uuid and from_date <= ${day} and (until_date is null or until_date >= ${day})`.execute(
    trx,
  );
  return rows;
}

/** The roles that whoever sits in a group holds on a day, seat by seat; none for a seat that nobody of Kith fills. */
export async function listSeatRoles(trx: Db, groupKey: string, day: PlainDate): Promise<HeldRole[][]> {
  const { rows } = await sql<{ roles: HeldRole[] }>`
    select array(select distinct h.role from role_holding h where h.person_id = m.person_id and h.from_date <= ${day}::date
      and (h.until_date is null or h.until_date >= ${day}::date) order by 1) as roles
    from group_member m
    where m.group_key = ${groupKey} and m.from_date <= ${day} and (m.until_date is null or m.until_date >= ${day})`.execute(
    trx,
  );
  return rows.map(({ roles }) => roles);
}

/** People who work with Kith on a day, by agency and name. */
export async function listCandidates(trx: Db, day: PlainDate): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select p.id, p.name, p.agency, a.name as "agencyName" from person p join agency a on a.key = p.agency
    where p.left_on is null or p.left_on >= ${day} order by a.name, p.name, p.id`.execute(trx);
  return rows;
}

/** Writes a new membership. */
export async function insertMember(trx: Db, groupKey: string, given: GivenMember, entered: Entered): Promise<void> {
  await trx
    .withTables<Tables>()
    .insertInto('group_member')
    .values({
      ...{ id: entered.id, group_key: groupKey, agency: given.agency, person_id: given.personId, seat: given.seat },
      ...{ part: given.part, voting: given.voting, deputy_for: given.deputyFor, from_date: given.from },
      ...{
        until_date: null,
        because: given.because,
        ended_because: null,
        owner_id: entered.ownerId,
        made_at: entered.now,
      },
    })
    .execute();
}

/** Ends a membership that has no end yet. False where it has one, or where the database does not let the person change it. */
export async function endMember(trx: Db, id: string, until: PlainDate, because: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('group_member')
    .set({ until_date: until, ended_because: because })
    .where('id', '=', id)
    .where('until_date', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What a group was told to be besides what is published. */
export interface Terms {
  /** Null while nothing was said. */
  quorum: Quorum | null;
  remit: string | null;
  endsOn: PlainDate | null;
  closureTest: string | null;
  closedOn: PlainDate | null;
  closedWords: string | null;
  /** Everybody reads remit, end, closure test and what came of it. */
  published: boolean;
  /** 0 while nothing was said. */
  version: number;
}

/** A group's terms; empty ones while nothing was said. */
export async function findTerms(trx: Db, groupKey: string): Promise<Terms> {
  const { rows } = await sql<Terms>`
    select quorum, remit, ends_on as "endsOn", closure_test as "closureTest", closed_on as "closedOn",
      closed_words as "closedWords", published, version
    from group_terms where group_key = ${groupKey}`.execute(trx);
  const none = { quorum: null, remit: null, endsOn: null, closureTest: null, closedOn: null, closedWords: null };
  return rows[0] ?? { ...none, published: false, version: 0 };
}

/** A group with what a meeting must know of its terms. */
export interface GroupTerms extends Pick<Terms, 'quorum' | 'closedOn'> {
  key: string;
  name: string;
}

/** Every group in the order of the arrangements, or the one of this key, with quorum and closing day. */
export async function listGroupTerms(trx: Db, key: string | null): Promise<GroupTerms[]> {
  const { rows } = await sql<GroupTerms>`
    select g.key, g.name, t.quorum, t.closed_on as "closedOn"
    from governance_group g left join group_terms t on t.group_key = g.key
    where ${key}::text is null or g.key = ${key} order by g.position, g.key`.execute(trx);
  return rows;
}

/** Writes a group's terms, for everybody to read, unless somebody else did since that version: then it writes nothing and returns false. */
export async function saveTerms(
  trx: Db,
  groupKey: string,
  terms: Omit<Terms, 'quorum' | 'published'> & { quorum: Quorum },
  entered: Omit<Entered, 'id'>,
): Promise<boolean> {
  const values = {
    ...{ quorum: JSON.stringify(terms.quorum), remit: terms.remit, ends_on: terms.endsOn },
    ...{ closure_test: terms.closureTest, closed_on: terms.closedOn, closed_words: terms.closedWords, published: true },
    ...{ version: terms.version + 1, changed_at: entered.now },
  };
  const t = trx.withTables<Tables>();
  if (terms.version === 0) {
    const { numInsertedOrUpdatedRows } = await t
      .insertInto('group_terms')
      .values({ group_key: groupKey, agency: entered.agency, owner_id: entered.ownerId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await t
    .updateTable('group_terms')
    .set(values)
    .where('group_key', '=', groupKey)
    .where('version', '=', terms.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What shows in a year that a group did its duties, oldest first. */
export async function listEvidence(trx: Db, groupKey: string, year: string): Promise<Evidence[]> {
  const { rows } = await sql<Evidence>`
    select id, duty, kind, words, href, owner_name as "ownerName", made_at as "madeAt"
    from group_duty_evidence where group_key = ${groupKey} and year = ${year} and withdrawn_on is null order by made_at, id`.execute(
    trx,
  );
  return rows;
}

/** Numbers of a group's memberships, and of what shows that it did its duties, of all years. */
export async function listRecords(trx: Db, groupKey: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from group_member where group_key = ${groupKey}
    union all select id from group_duty_evidence where group_key = ${groupKey}`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Writes what shows that a duty was done. */
export async function insertEvidence(
  trx: Db,
  at: { groupKey: string; year: string },
  given: Pick<Evidence, 'duty' | 'kind' | 'words' | 'href'>,
  entered: Entered & { ownerName: string },
): Promise<void> {
  await trx
    .withTables<Tables>()
    .insertInto('group_duty_evidence')
    .values({
      ...{ id: entered.id, group_key: at.groupKey, year: at.year, duty: given.duty, kind: given.kind },
      ...{ words: given.words, href: given.href, agency: entered.agency, owner_id: entered.ownerId },
      ...{ owner_name: entered.ownerName, made_at: entered.now, withdrawn_on: null, withdrawn_because: null },
    })
    .execute();
}

/** Takes back what was entered as evidence of a duty. False where it was taken back already. */
export async function withdrawEvidence(trx: Db, id: string, on: PlainDate, because: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('group_duty_evidence')
    .set({ withdrawn_on: on, withdrawn_because: because })
    .where('id', '=', id)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A piece of evidence with where it stands, or nothing where there is none or it was taken back. */
export async function findEvidence(
  trx: Db,
  groupKey: string,
  id: string,
): Promise<(Evidence & { year: string }) | undefined> {
  const { rows } = await sql<Evidence & { year: string }>`
    select id, duty, kind, words, href, owner_name as "ownerName", made_at as "madeAt", year
    from group_duty_evidence where group_key = ${groupKey} and id = ${id}::uuid and withdrawn_on is null`.execute(trx);
  return rows[0];
}

/** Writes a task and finish group that is set up in Kith, the last in the order of groups. */
export async function insertGroup(
  trx: Db,
  group: { key: string; partnership: string; name: string; purpose: string; under: string; because: string },
  entered: Omit<Entered, 'id' | 'now'> & { on: PlainDate },
): Promise<void> {
  await sql`
    insert into governance_group (key, partnership, name, kind, purpose, accountable_to, position, set_up_on, set_up_because,
      agency, owner_id)
    values (${group.key}, ${group.partnership}, ${group.name}, 'task-and-finish', ${group.purpose}, ${group.under},
      (select coalesce(max(position), 0) + 1 from governance_group), ${entered.on}, ${group.because}, ${entered.agency},
      ${entered.ownerId}::uuid)`.execute(trx);
}
