import { sql } from 'kysely';
import type { PlainDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { type Meeting, type MeetingState, type TakenBack, WRITING_OPEN } from './meeting.ts';
import type { Moves, Pattern } from './series.ts';

type Tables = {
  meeting: {
    id: string;
    reference: string;
    carrier: string;
    forum_key: string;
    series_id: string | null;
    planned_for: string | null;
    agency: string;
    owner_id: string;
    title: string;
    day: string;
    starts: string;
    minutes: number;
    place: string;
    state: MeetingState;
    moved_because: string | null;
    cancelled_because: string | null;
    agenda_sent_at: Date | null;
    taken_back: string | null;
    entered_afterwards: boolean;
    quorum: string;
    agreed_on: string | null;
    version: number;
    made_at: Date;
    changed_at: Date;
  };
};

const COLUMNS =
  sql.raw(`m.id, m.reference, m.forum_key as "forumKey", m.series_id as "seriesId", m.planned_for as "plannedFor",
  m.title, m.day, m.starts, m.minutes, m.place, m.state, m.moved_because as "movedBecause",
  m.cancelled_because as "cancelledBecause", m.agenda_sent_at as "agendaSentAt", m.taken_back as "takenBack", m.entered_afterwards as "enteredAfterwards", m.quorum,
  m.agreed_on as "agreedOn", m.version`);

/** One meeting of a carrier, or nothing where the person who acts may not read it. */
export async function findMeeting(trx: Db, carrier: string, id: string): Promise<Meeting | undefined> {
  const { rows } = await sql<Meeting>`
    select ${COLUMNS} from meeting m where m.id = ${id}::uuid and m.carrier = ${carrier}`.execute(trx);
  return rows[0];
}

/** Which meetings a list shows. */
export interface MeetingsAsked {
  forumKey: string | null;
  /** From this day on, the next first; else before it, the latest first. */
  from: PlainDate;
  way: 'coming' | 'past';
  skip: number;
  most: number;
}

/** Meetings that the person who acts may read, and how many there are. */
export async function listMeetings(
  trx: Db,
  carrier: string,
  asked: MeetingsAsked,
): Promise<{ meetings: Meeting[]; total: number }> {
  const coming = asked.way === 'coming';
  const { rows } = await sql<Meeting & { total: number }>`
    select ${COLUMNS}, count(*) over ()::integer as total from meeting m
    where m.carrier = ${carrier} and (${asked.forumKey}::text is null or m.forum_key = ${asked.forumKey})
      and ${coming ? sql`m.day >= ${asked.from}` : sql`m.day < ${asked.from}`}
    order by ${coming ? sql`m.day, m.starts` : sql`m.day desc, m.starts desc`}, m.reference
    offset ${asked.skip} limit ${asked.most}`.execute(trx);
  return { meetings: rows, total: rows[0]?.total ?? 0 };
}

/** The meeting of the same body before this one that took place, or nothing. */
export async function meetingBefore(
  trx: Db,
  carrier: string,
  of: Pick<Meeting, 'id' | 'forumKey' | 'day'>,
): Promise<Meeting | undefined> {
  const { rows } = await sql<Meeting>`
    select ${COLUMNS} from meeting m
    where m.carrier = ${carrier} and m.forum_key = ${of.forumKey} and m.id <> ${of.id}::uuid and m.day <= ${of.day}
      and m.state in ('to-agree', 'agreed', 'in-session')
    order by m.day desc, m.starts desc limit 1`.execute(trx);
  return rows[0];
}

/** Meetings of a body after this one in which minutes are being written: only they can confirm what it decided. */
export async function listWritingAfter(
  trx: Db,
  carrier: string,
  of: Pick<Meeting, 'id' | 'forumKey'>,
): Promise<Meeting[]> {
  const { rows } = await sql<Meeting>`
    select ${COLUMNS} from meeting m join meeting decided on decided.id = ${of.id}::uuid
    where m.carrier = ${carrier} and m.forum_key = ${of.forumKey} and m.id <> decided.id
      and (m.day, m.starts) > (decided.day, decided.starts) and m.state = any(${[...WRITING_OPEN]}::text[])
    order by m.day, m.starts`.execute(trx);
  return rows;
}

/** The next reference of a year: MTG-2026-0001. A number whose meeting was not kept is not given again. */
export async function nextMeetingReference(trx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ number: number }>`select nextval('meeting_number')::integer as number`.execute(trx);
  return `MTG-${year}-${String(rows[0]?.number).padStart(4, '0')}`;
}

/** Who enters something, and when. */
export interface Entered {
  agency: string;
  ownerId: string;
  now: Date;
}

/** Writes a new meeting. False where its series has one for that date already. */
export async function insertMeeting(
  trx: Db,
  carrier: string,
  meeting: Omit<Meeting, 'version' | 'agreedOn' | 'movedBecause' | 'cancelledBecause' | 'agendaSentAt' | 'takenBack'>,
  { agency, ownerId, now }: Entered,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .withTables<Tables>()
    .insertInto('meeting')
    .values({
      ...{ id: meeting.id, reference: meeting.reference, carrier, forum_key: meeting.forumKey },
      ...{ series_id: meeting.seriesId, planned_for: meeting.plannedFor, agency, owner_id: ownerId },
      ...{ title: meeting.title, day: meeting.day, starts: meeting.starts, minutes: meeting.minutes },
      ...{ place: meeting.place, state: meeting.state, moved_because: null, cancelled_because: null },
      ...{ agenda_sent_at: null, taken_back: null },
      ...{ entered_afterwards: meeting.enteredAfterwards, quorum: JSON.stringify(meeting.quorum), agreed_on: null },
      ...{ version: 1, made_at: now, changed_at: now },
    })
    .onConflict((conflict) => conflict.columns(['series_id', 'planned_for']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** What may change in a meeting as a whole. */
export interface MeetingChange {
  state?: MeetingState;
  day?: PlainDate;
  starts?: string;
  place?: string;
  movedBecause?: string;
  cancelledBecause?: string | null;
  agreedOn?: PlainDate | null;
  agendaSentAt?: Date | null;
  takenBack?: TakenBack;
}

/** Changes a meeting, unless somebody else did since that version: then it writes nothing and returns false. */
export async function updateMeeting(
  trx: Db,
  { id, version }: Pick<Meeting, 'id' | 'version'>,
  change: MeetingChange,
  now: Date,
): Promise<boolean> {
  const columns = {
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.day === undefined ? {} : { day: change.day }),
    ...(change.starts === undefined ? {} : { starts: change.starts }),
    ...(change.place === undefined ? {} : { place: change.place }),
    ...(change.movedBecause === undefined ? {} : { moved_because: change.movedBecause }),
    ...(change.cancelledBecause === undefined ? {} : { cancelled_because: change.cancelledBecause }),
    ...(change.agreedOn === undefined ? {} : { agreed_on: change.agreedOn }),
    ...(change.agendaSentAt === undefined ? {} : { agenda_sent_at: change.agendaSentAt }),
    ...(change.takenBack === undefined ? {} : { taken_back: JSON.stringify(change.takenBack) }),
  };
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('meeting')
    .set({ ...columns, version: version + 1, changed_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A standing item of a series. */
export interface StandingItem {
  title: string;
  asks: 'note' | 'discuss' | 'decide';
  minutes: number | null;
}

/** A series as it is stored. */
export interface Series {
  id: string;
  forumKey: string;
  pattern: Pattern;
  firstOn: PlainDate;
  lastOn: PlainDate | null;
  starts: string;
  minutes: number;
  place: string;
  moves: Moves;
  standing: StandingItem[];
  version: number;
}

const SERIES =
  sql.raw(`id, forum_key as "forumKey", pattern, first_on as "firstOn", last_on as "lastOn", starts, minutes, place,
  moves, standing, version`);

/** Series of a carrier that the person who acts may read. */
export async function listSeries(trx: Db, carrier: string): Promise<Series[]> {
  const { rows } = await sql<Series>`
    select ${SERIES} from meeting_series where carrier = ${carrier} order by forum_key, first_on, id`.execute(trx);
  return rows;
}

/** Writes a new series. */
export async function insertSeries(
  trx: Db,
  carrier: string,
  series: Omit<Series, 'version'>,
  { agency, ownerId, now }: Entered,
): Promise<void> {
  await sql`
    insert into meeting_series (id, carrier, forum_key, agency, owner_id, pattern, first_on, last_on, starts, minutes, place,
      moves, standing, version, made_at)
    values (${series.id}::uuid, ${carrier}, ${series.forumKey}, ${agency}, ${ownerId}::uuid, ${JSON.stringify(series.pattern)}::jsonb,
      ${series.firstOn}, ${series.lastOn}, ${series.starts}, ${series.minutes}, ${series.place}, ${series.moves},
      ${JSON.stringify(series.standing)}::jsonb, 1, ${now})`.execute(trx);
}

/** Ends a series, unless somebody else changed it since that version. */
export async function endSeries(trx: Db, { id, version }: Series, lastOn: PlainDate): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update meeting_series set last_on = ${lastOn}, version = version + 1
    where id = ${id}::uuid and version = ${version} and first_on <= ${lastOn}`.execute(trx);
  return numAffectedRows === 1n;
}

/** Dates of a series for which there is a meeting already, whatever became of it. */
export async function plannedOf(trx: Db, seriesId: string): Promise<Set<PlainDate>> {
  const { rows } = await sql<{ day: string }>`
    select planned_for as day from meeting where series_id = ${seriesId}::uuid and planned_for is not null`.execute(
    trx,
  );
  return new Set(rows.map(({ day }) => day));
}
