import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { CONTRIBUTING_OPEN, type Contribution, type MeetingState } from '../meeting.ts';

const COLUMNS =
  sql.raw(`c.id, c.meeting_id as "meetingId", c.agency, a.name as "agencyName", c.asked, c.due_on as "dueOn", c.answer,
  c.answered_at as "answeredAt", c.answered_name as "answeredName", c.chased_at as "chasedAt"`);

/** What agencies were asked for before a meeting. */
export async function listContributions(trx: Db, meetingId: string): Promise<Contribution[]> {
  const { rows } = await sql<Contribution>`
    select ${COLUMNS} from meeting_contribution c join agency a on a.key = c.agency
    where c.meeting_id = ${meetingId}::uuid order by a.name, c.asked_at, c.id`.execute(trx);
  return rows;
}

/** The meeting that a contribution is for, by its line alone. */
export interface MeetingLine {
  reference: string;
  title: string;
  day: PlainDate;
  state: MeetingState;
}

/** A contribution with the line of its meeting: what whoever gives it may see of a meeting that is not theirs to read. */
export type ContributionLine = Contribution & { meeting: MeetingLine };

// Whoever reads contributions of the agency need not be able to read the meeting: the database gives its line alone.
const WITH_LINE = sql.raw(`meeting_contribution c join agency a on a.key = c.agency
  left join meeting m on m.id = c.meeting_id
  left join lateral meeting_of_contribution(c.id) l on m.id is null`);
const LINE =
  sql.raw(`json_build_object('reference', coalesce(m.reference, l.reference), 'title', coalesce(m.title, l.title),
  'day', coalesce(m.day, l.day), 'state', coalesce(m.state, l.state)) as meeting`);

/** What one agency is asked for by meetings that still take it, and what it answered since a day: the most urgent first. */
export async function listOfAgency(trx: Db, agency: string, answeredSince: PlainDate): Promise<ContributionLine[]> {
  const { rows } = await sql<ContributionLine>`
    select ${COLUMNS}, ${LINE} from ${WITH_LINE}
    where c.agency = ${agency} and case when c.answer is null then coalesce(m.state, l.state) = any(${[...CONTRIBUTING_OPEN]}::text[])
      else c.answered_at >= ${answeredSince}::date end
    order by c.answer is not null, c.due_on, c.id limit 200`.execute(trx);
  return rows;
}

/** One of them, or nothing where the person who acts may not read it. */
export async function findContribution(trx: Db, id: string): Promise<ContributionLine | undefined> {
  const { rows } = await sql<ContributionLine>`
    select ${COLUMNS}, ${LINE} from ${WITH_LINE} where c.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** Asks an agency for its contribution. */
export async function insertContribution(
  trx: Db,
  one: Pick<Contribution, 'id' | 'meetingId' | 'agency' | 'asked' | 'dueOn'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into meeting_contribution (id, meeting_id, agency, asked, due_on, asked_at)
    values (${one.id}::uuid, ${one.meetingId}::uuid, ${one.agency}, ${one.asked}, ${one.dueOn}, ${now})`.execute(trx);
}

/** Writes down that it was answered, and by whom last. */
export async function answerContribution(
  trx: Db,
  id: string,
  answered: { answer: 'given' | 'nothing-to-add'; name: string; now: Date },
): Promise<void> {
  await sql`
    update meeting_contribution set answer = ${answered.answer}, answered_at = ${answered.now}, answered_name = ${answered.name}
    where id = ${id}::uuid`.execute(trx);
}

/** Writes down that it was chased. */
export async function markChased(trx: Db, ids: readonly string[], now: Date): Promise<void> {
  await sql`update meeting_contribution set chased_at = ${now} where id = any(${[...ids]}::uuid[])`.execute(trx);
}
