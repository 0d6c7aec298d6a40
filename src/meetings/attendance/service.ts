import type { FieldChange } from '../../platform/ledger/index.ts';
import { type Desk, demandRuns, demandState, type Expected } from '../carrier.ts';
import { type Attendee, type Meeting, PRESENCES, type Presence } from '../meeting.ts';
import { type QuorumFound, quorumOf, type Voice } from '../quorum.ts';
import { getMeeting, meetingChange } from '../service.ts';
import { listAttendees, saveAttendees } from './repository.ts';

/** Attendance of a meeting, with whether it may decide. */
export interface AttendanceView {
  meeting: Meeting;
  /** Everybody who is expected, and whoever was recorded besides. */
  attendees: Attendee[];
  /** Whether anybody said yet who was there. */
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
    recorded: recorded.length > 0,
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

/** What is said of one person's coming. */
export interface GivenPresence {
  memberKey: string;
  presence: Presence;
  deputyName: string | null;
}

/** Records who was there. Whoever is not named stays as recorded. */
export async function recordAttendance(
  desk: Desk,
  id: string,
  given: readonly GivenPresence[],
): Promise<{ changes: FieldChange[]; view: AttendanceView }> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  demandState(meeting, ['planned', 'agenda-sent', 'in-session', 'to-agree'], 'Recording attendance');
  const { attendees } = await readAttendance(desk, meeting);
  const said = new Map(given.map((one) => [one.memberKey, one]));
  const saved = attendees.flatMap((one) => {
    const now = said.get(one.memberKey);
    return now
      ? [{ ...one, presence: now.presence, deputyName: now.presence === 'deputy' ? now.deputyName : null }]
      : [];
  });
  await saveAttendees(desk.trx, id, saved);
  const words = (presence: Presence | null) => presence && PRESENCES[presence];
  const changes = saved.flatMap((one) => {
    const before = attendees.find(({ memberKey }) => memberKey === one.memberKey);
    return before?.presence === one.presence && before.deputyName === one.deputyName
      ? []
      : [meetingChange(desk, id, `attendance of ${one.name}`, words(before?.presence ?? null), words(one.presence))];
  });
  return { changes, view: await readAttendance(desk, meeting) };
}
