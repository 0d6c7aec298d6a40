import { sql } from 'kysely';
import { Refused } from '../../platform/access/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Desk } from '../carrier.ts';
import type { MeetingState } from '../meeting.ts';

/** A meeting as a calendar knows it: no agenda, nobody's name, nothing that was said. */
export interface DatedMeeting {
  id: string;
  title: string;
  day: PlainDate;
  /** "10:00", by a clock in England. */
  starts: string;
  minutes: number;
  place: string;
  state: MeetingState;
  /** Grows with every change. */
  version: number;
  changedAt: Date;
}

const COLUMNS = sql`m.id, m.title, m.day, m.starts, m.minutes, m.place, m.state, m.version, m.changed_at as "changedAt"`;

/** One meeting, for somebody who may read it. Throws Refused alike where there is none. */
export async function getDated({ trx, carrier }: Desk, id: string): Promise<DatedMeeting> {
  const { rows } = await sql<DatedMeeting>`
    select ${COLUMNS} from meeting m where m.id = ${id}::uuid and m.carrier = ${carrier.name}`.execute(trx);
  const [meeting] = rows;
  if (!meeting) throw new Refused({ because: 'no-record', action: 'read', kind: carrier.kind, recordId: id });
  return meeting;
}

/** Meetings of these bodies, or of all, in these states, or in any, from a day to a day, the first of them first, of those that the person may read. */
export async function listDated(
  trx: Db,
  carrier: string,
  asked: {
    forums: readonly string[] | 'all';
    from: PlainDate;
    to: PlainDate;
    states: readonly MeetingState[] | 'all';
    most: number;
  },
): Promise<DatedMeeting[]> {
  const { forums, states } = asked;
  const { rows } = await sql<DatedMeeting>`
    select ${COLUMNS} from meeting m
    where m.carrier = ${carrier} and m.day between ${asked.from}::date and ${asked.to}::date
      and (${forums === 'all'} or m.forum_key = any(${forums === 'all' ? [] : [...forums]}::text[]))
      and (${states === 'all'} or m.state = any(${states === 'all' ? [] : [...states]}::text[]))
    order by m.day, m.starts, m.id limit ${asked.most}`.execute(trx);
  return rows;
}
