import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { CONTRIBUTING_OPEN, type MeetingState } from '../meeting.ts';

/** What an agency was asked for before a meeting and has not given. */
export interface OwedContribution {
  id: string;
  agency: string;
  agencyName: string;
  dueOn: PlainDate;
  askedAt: Date;
  /** Title and day of the meeting. */
  title: string;
  day: PlainDate;
}

/**
 * Contributions that were not given, for meetings that can still take them, the first due first: one agency's, or all that
 * the person who acts may read; of these bodies, or of all. Of a meeting that they may not
 * read the database gives its line alone.
 */
export async function listOwedContributions(
  trx: Db,
  carrier: string,
  asked: { agency: string | null; forums: readonly string[] | 'all'; today: PlainDate; most: number },
): Promise<OwedContribution[]> {
  const { forums } = asked;
  if (forums.length === 0) return [];
  const { rows } = await sql<OwedContribution>`
    select c.id, c.agency, a.name as "agencyName", c.due_on as "dueOn", c.asked_at as "askedAt",
      coalesce(m.title, l.title) as title, coalesce(m.day, l.day) as day
    from meeting_contribution c join agency a on a.key = c.agency
    left join meeting m on m.id = c.meeting_id and m.carrier = ${carrier}
    left join lateral meeting_of_contribution(c.id) l on m.id is null
    where c.answer is null and (${asked.agency}::text is null or c.agency = ${asked.agency})
      and (${forums === 'all'} or coalesce(m.forum_key, l.forum_key) = any(${forums === 'all' ? [] : [...forums]}::text[]))
      and coalesce(m.state, l.state) = any(${[...CONTRIBUTING_OPEN]}::text[])
    order by c.due_on, c.id limit ${asked.most}`.execute(trx);
  return rows;
}

/** A meeting whose next step somebody must take. */
export interface UnsettledMeeting {
  id: string;
  reference: string;
  forumKey: string;
  title: string;
  day: PlainDate;
  state: MeetingState;
  /** The day of the body's next meeting, at which minutes are agreed; null where none is planned. */
  next: PlainDate | null;
}

/**
 * Meetings that wait for whoever runs them: minutes to agree, not closed or not held though their day is past, and agendas
 * of the next days that were not sent. Of these bodies, or of all.
 */
export async function listUnsettled(
  trx: Db,
  carrier: string,
  asked: { forums: readonly string[] | 'all'; today: PlainDate; sendBefore: PlainDate; most: number },
): Promise<UnsettledMeeting[]> {
  const { forums, today } = asked;
  const { rows } = await sql<UnsettledMeeting>`
    select m.id, m.reference, m.forum_key as "forumKey", m.title, m.day, m.state,
      (select min(n.day) from meeting n where n.carrier = m.carrier and n.forum_key = m.forum_key and n.day > m.day
        and n.state in ('planned', 'agenda-sent', 'in-session')) as next
    from meeting m
    where m.carrier = ${carrier} and (${forums === 'all'} or m.forum_key = any(${forums === 'all' ? [] : [...forums]}::text[]))
      and m.state in ('planned', 'agenda-sent', 'in-session', 'to-agree')
      and (m.state = 'to-agree' or m.day < ${today}::date or (m.state = 'planned' and m.day <= ${asked.sendBefore}::date))
    order by m.day, m.id limit ${asked.most}`.execute(trx);
  return rows;
}
