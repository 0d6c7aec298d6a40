import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { type Placed, place, type Sent, type Text, textOf, type Version } from '../words.ts';

const COLUMNS =
  sql.raw(`subject_id as "subjectId", version, based_on as "basedOn", standing, settles, words, by_id as "byId",
  by_name as "byName", at`);

/** The texts that stand in a meeting, by what they are about: the current version of each, and what stands beside it. */
export async function listTexts(trx: Db, meetingId: string): Promise<Map<string, Text>> {
  // Older versions of the current text are history: they are many after an hour of writing, and no page shows them at once.
  // The database asks of every row that it touches whether it may be read, so it is led to the newest by the table's key, and
  // looks for what was settled only where something stands beside.
  const { rows } = await sql<Version & { subjectId: string }>`
    with subject as (
      select id from meeting_item where meeting_id = ${meetingId}::uuid
      union all select id from meeting_contribution where meeting_id = ${meetingId}::uuid
    ), beside as materialized (
      select ${COLUMNS} from meeting_words where meeting_id = ${meetingId}::uuid and standing = 'beside'
    )
    select newest.* from subject cross join lateral (
      select ${COLUMNS} from meeting_words where subject_id = subject.id and standing = 'current' order by version desc limit 1
    ) newest
    union select * from beside
    union select ${COLUMNS} from meeting_words
      where meeting_id = ${meetingId}::uuid and settles <> '{}' and (select exists (select from beside))`.execute(trx);
  const bySubject = Map.groupBy(rows, ({ subjectId }) => subjectId);
  return new Map([...bySubject].map(([id, versions]) => [id, textOf(versions)]));
}

/** Every version of one text, oldest first. */
export async function listVersions(trx: Db, subjectId: string): Promise<Version[]> {
  const { rows } = await sql<Version>`
    select ${COLUMNS} from meeting_words where subject_id = ${subjectId}::uuid order by version`.execute(trx);
  return rows;
}

/**
 * Writes a text that was sent, as `place` says. Whoever writes the same text at the same moment waits, so that each is placed
 * after the other and none is lost.
 */
export async function writeWords(
  trx: Db,
  at: { subjectId: string; meetingId: string; now: Date; byName: string },
  sent: Sent,
): Promise<Placed> {
  await sql`select pg_advisory_xact_lock(hashtextextended('kith words ' || ${at.subjectId}, 0))`.execute(trx);
  const placed = place(sent, await listVersions(trx, at.subjectId));
  if ('same' in placed) return placed;
  await sql`
    insert into meeting_words (subject_id, meeting_id, version, based_on, standing, settles, words, by_id, by_name, at)
    values (${at.subjectId}::uuid, ${at.meetingId}::uuid, ${placed.version}, ${placed.basedOn}, ${placed.standing},
      ${placed.settles}::integer[], ${sent.words}, ${sent.byId}::uuid, ${at.byName}, ${at.now})`.execute(trx);
  return placed;
}
