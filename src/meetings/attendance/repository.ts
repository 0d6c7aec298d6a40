import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { type Attendee, HELD, type Presence } from '../meeting.ts';

/** Attendance as it was recorded. */
export async function listAttendees(trx: Db, meetingId: string): Promise<Attendee[]> {
  const { rows } = await sql<Attendee>`
    select t.member_key as "memberKey", t.name, t.agency, a.name as "agencyName", t.part, t.voting, t.presence,
      t.deputy_name as "deputyName"
    from meeting_attendee t join agency a on a.key = t.agency
    where t.meeting_id = ${meetingId}::uuid order by a.name, t.name, t.member_key`.execute(trx);
  return rows;
}

/** Writes who was there, in place of what was recorded of them before. */
export async function saveAttendees(
  trx: Db,
  meetingId: string,
  attendees: readonly (Attendee & { presence: Presence })[],
): Promise<void> {
  const rows = attendees.map((one) => ({ ...one, id: randomUUID() }));
  await sql`
    insert into meeting_attendee (id, meeting_id, member_key, name, agency, part, voting, presence, deputy_name)
    select id, ${meetingId}::uuid, "memberKey", name, agency, part, voting, presence, "deputyName"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "memberKey" text, name text, agency text, part text,
      voting boolean, presence text, "deputyName" text)
    on conflict (meeting_id, member_key) do update set name = excluded.name, agency = excluded.agency, part = excluded.part,
      voting = excluded.voting, presence = excluded.presence, deputy_name = excluded.deputy_name`.execute(trx);
}

/** Takes back what was recorded of these people. */
export async function forgetAttendees(trx: Db, meetingId: string, memberKeys: readonly string[]): Promise<void> {
  await sql`
    delete from meeting_attendee where meeting_id = ${meetingId}::uuid and member_key = any(${[...memberKeys]}::text[])`.execute(
    trx,
  );
}

/** How often an agency came to a body's meetings in a span of days. */
export interface AgencyAttendance {
  forumKey: string;
  agency: string;
  agencyName: string;
  /** Meetings that took place, at which somebody of it was expected. */
  meetings: number;
  /** Meetings at which somebody of it, or a deputy, was there. */
  there: number;
  /** Of these, meetings at which only deputies were. */
  onlyDeputies: number;
  /** Meetings at which nobody was and somebody sent apologies. */
  apologies: number;
}

/** Attendance by agency and body in a span of days, of the closed meetings that the person who acts may read. */
export async function countAttendance(
  trx: Db,
  carrier: string,
  { from, to, forumKey }: { from: PlainDate; to: PlainDate; forumKey: string | null },
): Promise<AgencyAttendance[]> {
  const { rows } = await sql<AgencyAttendance>`
    with came as (
      select m.forum_key, t.agency, m.id, bool_or(t.presence in ('present', 'deputy')) as there,
        bool_or(t.presence = 'deputy') and not bool_or(t.presence = 'present') as only_deputies,
        bool_or(t.presence = 'apology') and not bool_or(t.presence in ('present', 'deputy')) as apologies
      from meeting m join meeting_attendee t on t.meeting_id = m.id
      where m.carrier = ${carrier} and m.state = any(${[...HELD]}::text[]) and m.day between ${from} and ${to} and (${forumKey}::text is null or m.forum_key = ${forumKey})
      group by 1, 2, 3
    )
    select c.forum_key as "forumKey", c.agency, a.name as "agencyName", count(*)::integer as meetings,
      count(*) filter (where c.there)::integer as there, count(*) filter (where c.only_deputies)::integer as "onlyDeputies",
      count(*) filter (where c.apologies)::integer as apologies
    from came c join agency a on a.key = c.agency
    group by c.forum_key, c.agency, a.name order by c.forum_key, a.name`.execute(trx);
  return rows;
}
