import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Unknown } from '../meeting.ts';

const COLUMNS =
  sql.raw(`u.id, u.meeting_id as "meetingId", u.forum_key as "forumKey", u.what, u.who_knows as "whoKnows", u.asks,
  u.by_date as "by", u.answer, u.answered_on as "answeredOn"`);

/** What one meeting did not know, or what bodies do not know still, of their meetings up to a day: the most urgent first. */
export async function listUnknowns(
  trx: Db,
  carrier: string,
  asked: { meetingId: string } | { openOf: string | null; before?: PlainDate },
): Promise<Unknown[]> {
  const { rows } = await sql<Unknown>`
    select ${COLUMNS} from meeting_unknown u
    where u.carrier = ${carrier} and ${
      'meetingId' in asked
        ? sql`u.meeting_id = ${asked.meetingId}::uuid`
        : sql`u.answered_on is null and (${asked.openOf}::text is null or u.forum_key = ${asked.openOf})
            and (${asked.before ?? null}::date is null
              or exists (select from meeting m where m.id = u.meeting_id and m.day <= ${asked.before ?? null}::date))`
    } order by u.by_date, u.made_at, u.id`.execute(trx);
  return rows;
}

/** Writes down what is not known. */
export async function insertUnknown(
  trx: Db,
  carrier: string,
  one: Omit<Unknown, 'answer' | 'answeredOn'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into meeting_unknown (id, meeting_id, carrier, forum_key, what, who_knows, asks, by_date, made_at)
    values (${one.id}::uuid, ${one.meetingId}::uuid, ${carrier}, ${one.forumKey}, ${one.what}, ${one.whoKnows}, ${one.asks},
      ${one.by}, ${now})`.execute(trx);
}

/** One of them, or nothing. */
export async function findUnknown(trx: Db, carrier: string, id: string): Promise<Unknown | undefined> {
  const { rows } = await sql<Unknown>`
    select ${COLUMNS} from meeting_unknown u where u.id = ${id}::uuid and u.carrier = ${carrier}`.execute(trx);
  return rows[0];
}

/** Writes down the answer. False where there is one already. */
export async function answerUnknown(trx: Db, id: string, answer: string, on: PlainDate): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update meeting_unknown set answer = ${answer}, answered_on = ${on}
    where id = ${id}::uuid and answered_on is null`.execute(trx);
  return numAffectedRows === 1n;
}
