import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Decision } from '../meeting.ts';

const COLUMNS =
  sql.raw(`d.id, d.reference, d.meeting_id as "meetingId", d.item_id as "itemId", d.forum_key as "forumKey", d.day,
  d.words, d.reasons, d.decided_by as "decidedBy", d.dissent, d.standing, d.confirmed_on as "confirmedOn",
  d.confirmed_words as "confirmedWords", d.confirmed_at_meeting as "confirmedAt", d.confirmed_by as "confirmedBy",
  d.withdrawn_on as "withdrawnOn", d.withdrawn_because as "withdrawnBecause", d.objective, d.published`);

/** Which decisions a list shows; null where it does not matter. */
export interface DecisionsAsked {
  meetingId?: string;
  forumKey?: string | null;
  from?: PlainDate;
  to?: PlainDate;
  objective?: string;
  /** Only those that stand so. */
  standing?: 'decided' | 'to-confirm';
  /** Also those that were taken back: they stand nowhere else. */
  withdrawn?: boolean;
  /** Only those that this meeting confirmed. */
  confirmedAt?: string;
  /** Only published ones: for pages and reports that everybody reads. */
  published?: boolean;
}

/** Decisions that may be read, the latest first; in one meeting in the order in which they were taken. */
export async function listDecisionsBy(db: Db, carrier: string, asked: DecisionsAsked): Promise<Decision[]> {
  const { rows } = await sql<Decision>`
    select ${COLUMNS} from meeting_decision d
    where d.carrier = ${carrier}
      and (${asked.meetingId ?? null}::uuid is null or d.meeting_id = ${asked.meetingId ?? null}::uuid)
      and (${asked.forumKey ?? null}::text is null or d.forum_key = ${asked.forumKey ?? null})
      and (${asked.from ?? null}::date is null or d.day >= ${asked.from ?? null}::date)
      and (${asked.to ?? null}::date is null or d.day <= ${asked.to ?? null}::date)
      and (${asked.objective ?? null}::text is null or d.objective = ${asked.objective ?? null})
      and (${asked.standing ?? null}::text is null or d.standing = ${asked.standing ?? null})
      and (${asked.withdrawn ?? false} or d.standing <> 'withdrawn')
      and (${asked.confirmedAt ?? null}::uuid is null or d.confirmed_at_meeting = ${asked.confirmedAt ?? null}::uuid)
      and (not ${asked.published ?? false} or d.published)
    order by d.day desc, ${asked.meetingId === undefined ? sql`d.reference desc` : sql`d.made_at, d.reference`}
    limit 500`.execute(db);
  return rows;
}

/** In which meetings the decisions with these references were taken: of the meetings that may be read themselves. */
export async function listMeetingsOfDecisions(
  trx: Db,
  carrier: string,
  references: readonly string[],
): Promise<{ reference: string; meetingId: string }[]> {
  const { rows } = await sql<{ reference: string; meetingId: string }>`
    select d.reference, m.id as "meetingId" from meeting_decision d join meeting m on m.id = d.meeting_id
    where d.carrier = ${carrier} and d.reference = any(${references}::text[])`.execute(trx);
  return rows;
}

/** The next reference of a year: DEC-2026-0001. */
export async function nextDecisionReference(trx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ number: number }>`select nextval('decision_number')::integer as number`.execute(trx);
  return `DEC-${year}-${String(rows[0]?.number).padStart(4, '0')}`;
}

/** A decision as it is first written down. */
export type NewDecision = Omit<
  Decision,
  'confirmedOn' | 'confirmedWords' | 'confirmedAt' | 'confirmedBy' | 'withdrawnOn' | 'withdrawnBecause' | 'published'
>;

/** Writes a new decision. */
export async function insertDecision(trx: Db, carrier: string, decision: NewDecision, now: Date): Promise<void> {
  await sql`
    insert into meeting_decision (id, reference, meeting_id, item_id, carrier, forum_key, day, words, reasons, decided_by, dissent,
      standing, objective, made_at)
    values (${decision.id}::uuid, ${decision.reference}, ${decision.meetingId}::uuid, ${decision.itemId}::uuid, ${carrier},
      ${decision.forumKey}, ${decision.day}, ${decision.words}, ${decision.reasons}, ${decision.decidedBy}::text[],
      ${JSON.stringify(decision.dissent)}::jsonb, ${decision.standing}, ${decision.objective}, ${now})`.execute(trx);
}

/** By which meeting a decision was confirmed. */
export interface Confirmed {
  meetingId: string;
  on: PlainDate;
  /** Keys of the agencies with a vote that were there. */
  by: readonly string[];
  words: string;
}

/** Confirms a decision that was taken without a quorum. False where it waits no more. */
export async function confirmDecision(trx: Db, id: string, confirmed: Confirmed): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update meeting_decision set standing = 'decided', confirmed_on = ${confirmed.on}, confirmed_words = ${confirmed.words},
      confirmed_at_meeting = ${confirmed.meetingId}::uuid, confirmed_by = ${[...confirmed.by]}::text[]
    where id = ${id}::uuid and standing = 'to-confirm'`.execute(trx);
  return numAffectedRows === 1n;
}

/** Takes back a decision that was recorded by mistake; it is published no more. False where it was taken back already. */
export async function withdrawDecision(trx: Db, id: string, on: PlainDate, because: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update meeting_decision set standing = 'withdrawn', withdrawn_on = ${on}, withdrawn_because = ${because}, published = false,
      published_at = null
    where id = ${id}::uuid and standing <> 'withdrawn'`.execute(trx);
  return numAffectedRows === 1n;
}

/** Publishes a decision, or takes it back. False where it is so already, or waits to be confirmed. */
export async function setPublished(trx: Db, id: string, published: boolean, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update meeting_decision set published = ${published}, published_at = ${published ? now : null}::timestamptz
    where id = ${id}::uuid and published <> ${published} and standing = 'decided'`.execute(trx);
  return numAffectedRows === 1n;
}

/** One decision that may be read, or nothing. */
export async function findDecision(trx: Db, carrier: string, id: string): Promise<Decision | undefined> {
  const { rows } = await sql<Decision>`
    select ${COLUMNS} from meeting_decision d where d.id = ${id}::uuid and d.carrier = ${carrier}`.execute(trx);
  return rows[0];
}
