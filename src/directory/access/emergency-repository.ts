import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
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

const shown = sql`
  select b.id, b.kind, b.record_id as "recordId",
    case when not access_blocks(b.kind, b.record_id, access_person()) then o.reference end as reference, b.person_id as "personId", p.name, a.name as "agencyName",
    b.reason, b.opened_at as "openedAt", b.ends_at as "endsAt", b.review_due::text as "reviewDue",
    case when b.reviewed_at is not null then
      jsonb_build_object('by', j.name, 'at', b.reviewed_at, 'verdict', b.verdict, 'words', b.words) end as judged
  from break_glass b join person p on p.id = b.person_id join agency a on a.key = b.agency
  left join person j on j.id = b.reviewed_by
  cross join lateral access_owner(b.kind, b.record_id) o`;

/** What the person opened themselves, newest first. */
export async function listOwnOpenings(trx: Db, personId: string): Promise<Opening[]> {
  const { rows } = await sql<Opening>`
    ${shown} where b.person_id = ${personId}::uuid order by b.opened_at desc, b.id limit 100`.execute(trx);
  return rows.map(withDates);
}

/** Openings of a kind that the person may judge; those not judged yet first, the ones due first among them. */
export async function listOpenings(trx: Db, kind: string): Promise<Opening[]> {
  const { rows } = await sql<Opening>`
    ${shown} where b.kind = ${kind} and b.person_id <> access_person() and access_may('review', b.kind, b.record_id)
    order by b.reviewed_at is not null, b.review_due, b.opened_at desc, b.id limit 200`.execute(trx);
  return rows.map(withDates);
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
