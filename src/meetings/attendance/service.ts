import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type Desk, demandRuns, demandState, type Expected } from '../carrier.ts';
import { APOLOGIES_OPEN, type Attendee, type Meeting, PRESENCES, type Presence, WRITING_OPEN } from '../meeting.ts';
import { type QuorumFound, quorumOf, type Voice } from '../quorum.ts';
import { getMeeting, meetingChange } from '../service.ts';
import { forgetAttendees, listAttendees, saveAttendees } from './repository.ts';

/** Attendance of a meeting, with whether it may decide. */
export interface AttendanceView {
  meeting: Meeting;
  /** Everybody who is expected, and whoever was recorded besides. */
  attendees: Attendee[];
  /** Whether anybody said yet who was there: apologies that came before are not enough. */
  recorded: boolean;
  quorum: QuorumFound;
  /** Everybody who belongs to the body on the day, deputies too. */
  expected: readonly Expected[];
}

/** Who is expected and who came, with what that means for deciding. For whoever may read the meeting. */
export async function readAttendance(desk: Desk, meeting: Meeting): Promise<AttendanceView> {
  const expected = await desk.carrier.expected(desk.trx, meeting.forumKey, meeting.day);
  const recorded = await listAttendees(desk.trx, meeting.id);
  const attendees = listed(expected, recorded);
  return {
    meeting,
    attendees,
    expected,
    recorded: recorded.some(({ presence }) => presence !== 'apology'),
    quorum: quorumOf(meeting.quorum, voices(attendees, expected)),
  };
}

/** Those who are expected, as they were recorded where they were; then those who were recorded and are expected no more. */
function listed(expected: readonly Expected[], recorded: readonly Attendee[]): Attendee[] {
  const byKey = new Map(recorded.map((one) => [one.memberKey, one]));
  const now = expected
    // A deputy is asked about only where one was recorded: the member they stand for says that a deputy came.
    .filter(({ memberKey, deputy }) => !deputy || byKey.has(memberKey))
    .map((one): Attendee => {
      const { memberKey, name, agency, agencyName, part, voting } = one;
      return (
        byKey.get(memberKey) ?? { memberKey, name, agency, agencyName, part, voting, presence: null, deputyName: null }
      );
    });
  const keys = new Set(now.map(({ memberKey }) => memberKey));
  return [...now, ...recorded.filter(({ memberKey }) => !keys.has(memberKey))];
}

function voices(attendees: readonly Attendee[], expected: readonly Expected[]): Voice[] {
  const partners = new Set(expected.filter(({ partner }) => partner).map(({ agency }) => agency));
  return attendees.map(({ agency, agencyName, voting, presence }) => ({
    ...{ agency, agencyName, voting, partner: partners.has(agency) },
    there: presence === 'present' || presence === 'deputy',
  }));
}

/** What is said of one person’s coming. */
export interface GivenPresence {
  memberKey: string;
  /** Null takes back what was recorded of them. */
  presence: Presence | null;
  deputyName: string | null;
}

/**
 * Records who was there; before the meeting is started, who sent apologies. Whoever is not named stays as recorded, or, where
 * nothing was recorded of them, is what `others` says.
 */
export async function recordAttendance(
  desk: Desk,
  id: string,
  given: readonly GivenPresence[],
  others: 'present' | 'absent' | null = null,
): Promise<{ changes: FieldChange[]; view: AttendanceView }> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  demandState(meeting, [...APOLOGIES_OPEN, ...WRITING_OPEN], 'Recording attendance');
  const saidTooSoon = others !== null || given.some(({ presence }) => presence !== null && presence !== 'apology');
  if (APOLOGIES_OPEN.includes(meeting.state) && saidTooSoon) {
    throw new PlainError('Only apologies are entered before the meeting is started: nobody knows yet who comes.', {
      statusCode: 409,
    });
  }
  const { attendees } = await readAttendance(desk, meeting);
  const said = new Map(given.map((one) => [one.memberKey, one]));
  const now = attendees.map((one) => {
    const named = said.get(one.memberKey);
    const presence = named ? named.presence : (one.presence ?? others);
    const deputyName = named ? named.deputyName : one.deputyName;
    return { ...one, presence, deputyName: presence === 'deputy' ? deputyName : null, before: one };
  });
  const changed = now.filter((one) => one.presence !== one.before.presence || one.deputyName !== one.before.deputyName);
  await saveAttendees(
    desk.trx,
    id,
    changed.flatMap(({ presence, ...one }) => (presence === null ? [] : [{ ...one, presence }])),
  );
  await forgetAttendees(
    desk.trx,
    id,
    changed.flatMap(({ memberKey, presence }) => (presence === null ? [memberKey] : [])),
  );
  const words = (presence: Presence | null) => presence && PRESENCES[presence];
  const changes = changed.map(({ name, presence, before }) =>
    meetingChange(desk, id, `attendance of ${name}`, words(before.presence), words(presence)),
  );
  return { changes, view: await readAttendance(desk, meeting) };
}
