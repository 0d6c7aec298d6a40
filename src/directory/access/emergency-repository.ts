import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';

/** What is said afterwards of an opening in an emergency. */
export type EmergencyVerdict = 'right' | 'not-right';

/** A record opened in an emergency. */
export interface Opening {
  id: string;
  kind: string;
  recordId: string;
  /** Null for a record that has been kept from the person since. */
  reference: string | null;
  personId: string;
  name: string;
  agencyName: string;
  reason: string;
  openedAt: Date;
  endsAt: Date;
  reviewDue: PlainDate;
  /** Null while nobody has judged it. */
  judged: { by: string; at: Date; verdict: EmergencyVerdict; words: string | null } | null;
}

/** Opens a record for the person who acts; the database refuses whoever may not. */
export async function insertOpening(
  trx: Db,
  one: {
    kind: string;
    recordId: string;
    personId: string;
    agency: string;
    reason: string;
    now: Date;
    ends: Date;
    reviewDue: PlainDate;
  },
): Promise<void> {
  await sql`
    insert into break_glass (id, kind, record_id, person_id, agency, reason, opened_at, ends_at, review_due)
    values (${randomUUID()}::uuid, ${one.kind}, ${one.recordId}::uuid, ${one.personId}::uuid, ${one.agency}, ${one.reason},
      ${one.now}, ${one.ends}, ${one.reviewDue}::date)`.execute(trx);
}

/** Openings from a table or a subquery that has its columns, with what is shown of each. */
const shown = (from: RawBuilder<unknown>) => sql<Opening>`
  select b.id, b.kind, b.record_id as "recordId",
    case when not access_blocks(b.kind, b.record_id, access_person()) then o.reference end as reference, b.person_id as "personId", p.name, a.name as "agencyName",
    b.reason, b.opened_at as "openedAt", b.ends_at as "endsAt", b.review_due::text as "reviewDue",
    case when b.reviewed_at is not null then
      jsonb_build_object('by', j.name, 'at', b.reviewed_at, 'verdict', b.verdict, 'words', b.words) end as judged
  from ${from} b join person p on p.id = b.person_id join agency a on a.key = b.agency
  left join person j on j.id = b.reviewed_by
  cross join lateral access_owner(b.kind, b.record_id) o`;
const ALL = sql`break_glass`;

/** What the person opened themselves, newest first. */
export async function listOwnOpenings(trx: Db, personId: string): Promise<Opening[]> {
  const { rows } = await sql<Opening>`
    ${shown(ALL)} where b.person_id = ${personId}::uuid order by b.opened_at desc, b.id limit 100`.execute(trx);
  return rows.map(withDates);
}

/** As many are shown on one page. */
const MOST = 200;

/** Openings of a kind that the person may judge; those not judged yet first, the ones due first among them. */
export async function listOpenings(trx: Db, kind: string): Promise<Opening[]> {
  // A record is opened by many, and row-level security asks about it once for each: so the records are asked about first,
  // and only openings that are shown are read.
  const { rows } = await sql<Opening>`
    with ${toJudge(kind)}, due as materialized (
      select record_id, person_id from waiting join may using (record_id) order by review_due, record_id, person_id limit ${MOST}
    ), judged as materialized (
      select * from break_glass where kind = ${kind} and person_id <> access_person() and reviewed_at is not null
    ), open as (
      select * from break_glass
      where kind = ${kind} and reviewed_at is null and record_id = any(array(select record_id from due))
        and person_id = any(array(select person_id from due)) and (record_id, person_id) in (select record_id, person_id from due)
      union all
      select * from judged where record_id in (
        select record_id from (select distinct record_id from judged offset 0) as one
        where access_may('review', ${kind}, record_id))
    ), first as materialized (
      select * from open order by reviewed_at is not null, review_due, opened_at desc, id limit ${MOST}
    )
    ${shown(sql`first`)}
    order by b.reviewed_at is not null, b.review_due, b.opened_at desc, b.id`.execute(trx);
  return rows.map(withDates);
}

/**
 * Openings of others that nobody has judged (waiting), and the records of which the person may (may). "offset 0" keeps the
 * question about a record from being asked for each of its openings.
 */
function toJudge(kind: string): RawBuilder<unknown> {
  return sql`
    waiting as materialized (
      select record_id, person_id, review_due from access_to_judge() where kind = ${kind} and person_id <> access_person()
    ), may as materialized (
      select record_id from (select distinct record_id from waiting offset 0) as one
      where access_may('review', ${kind}, record_id)
    )`;
}

/** An opening that the person may judge and nobody has judged yet; null where there is none of that number. */
export async function findOpeningToJudge(trx: Db, kind: string, id: string): Promise<Opening | null> {
  const { rows } = await sql<Opening>`
    ${shown(ALL)} where b.id = ${id}::uuid and b.kind = ${kind} and b.reviewed_at is null and b.person_id <> access_person()
      and access_may('review', b.kind, b.record_id)`.execute(trx);
  return rows.map(withDates)[0] ?? null;
}

/** How many openings of a kind wait for the person to judge them, when the first is due and when it was made; null for none. */
export async function countOpeningsToJudge(
  trx: Db,
  kind: string,
): Promise<{ count: number; due: PlainDate; since: Date } | null> {
  const { rows } = await sql<{ count: number; due: PlainDate; since: Date }>`
    with ${toJudge(kind)}, theirs as (select waiting.* from waiting join may using (record_id)),
    first as (select record_id, review_due as due from theirs order by review_due, record_id limit 1)
    select (select count(*) from theirs) as count, first.due, (
        select max(b.opened_at) from break_glass b
        where b.record_id = first.record_id and b.kind = ${kind} and b.review_due = first.due and b.reviewed_at is null
          and b.person_id <> access_person()) as since
    from first`.execute(trx);
  return rows[0] ?? null;
}

/** Writes a verdict down. False when somebody has judged it already. */
export async function judgeOpening(
  trx: Db,
  id: string,
  one: { by: string; now: Date; verdict: EmergencyVerdict; words: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update break_glass set reviewed_by = ${one.by}::uuid, reviewed_at = ${one.now}, verdict = ${one.verdict},
      words = ${one.words}
    where id = ${id}::uuid and reviewed_at is null returning id`.execute(trx);
  return rows.length === 1;
}

function withDates(one: Opening): Opening {
  return { ...one, judged: one.judged && { ...one.judged, at: new Date(one.judged.at) } };
}
