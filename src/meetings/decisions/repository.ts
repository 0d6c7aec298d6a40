import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Decision } from '../meeting.ts';

const COLUMNS =
  sql.raw(`d.id, d.reference, d.meeting_id as "meetingId", d.item_id as "itemId", d.forum_key as "forumKey", d.day,
  d.words, d.reasons, d.decided_by as "decidedBy", d.dissent, d.standing, d.confirmed_on as "confirmedOn",
  d.confirmed_words as "confirmedWords", d.objective, d.published`);

/** Which decisions a list shows; null where it does not matter. */
export interface DecisionsAsked {
  meetingId?: string;
  forumKey?: string | null;
  from?: PlainDate;
  to?: PlainDate;
  objective?: string;
  /** Only those that wait to be confirmed. */
  toConfirm?: boolean;
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
      and (not ${asked.toConfirm ?? false} or d.standing = 'to-confirm')
      and (not ${asked.published ?? false} or d.published)
    order by d.day desc, ${asked.meetingId === undefined ? sql`d.reference desc` : sql`d.made_at, d.reference`}
    limit 500`.execute(db);
  return rows;
}

/** The next reference of a year: DEC-2026-0001. */
export async function nextDecisionReference(trx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ number: number }>`select nextval('decision_number')::integer as number`.execute(trx);
  return `DEC-${year}-${String(rows[0]?.number).padStart(4, '0')}`;
}

/** Writes a new decision. */
export async function insertDecision(
  trx: Db,
  carrier: string,
  decision: Omit<Decision, 'confirmedOn' | 'confirmedWords' | 'published'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into meeting_decision (id, reference, meeting_id, item_id, carrier, forum_key, day, words, reasons, decided_by, dissent,
      standing, objective, made_at)
    values (${decision.id}::uuid, ${decision.reference}, ${decision.meetingId}::uuid, ${decision.itemId}::uuid, ${carrier},
      ${decision.forumKey}, ${decision.day}, ${decision.words}, ${decision.reasons}, ${decision.decidedBy}::text[],
      ${JSON.stringify(decision.dissent)}::jsonb, ${decision.standing}, ${decision.objective}, ${now})`.execute(trx);
}

/** Confirms a decision that was taken without a quorum. False where it waits no more. */
export async function confirmDecision(trx: Db, id: string, on: PlainDate, words: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update meeting_decision set standing = 'decided', confirmed_on = ${on}, confirmed_words = ${words}
    where id = ${id}::uuid and standing = 'to-confirm'`.execute(trx);
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
