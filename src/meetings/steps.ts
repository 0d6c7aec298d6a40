import { londonDate, type PlainDate } from '../platform/clocks/index.ts';
import type { FieldChange } from '../platform/ledger/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import { demandMove } from '../platform/workflow/index.ts';
import { forgetAttendees, listAttendees } from './attendance/repository.ts';
import { readAttendance } from './attendance/service.ts';
import { type Desk, demandRuns } from './carrier.ts';
import { listDecisionsBy } from './decisions/repository.ts';
import type { Attendee, Decision, Meeting, MeetingDoing, MeetingPart, Unknown } from './meeting.ts';
import { meetingProcess } from './meeting.ts';
import { listTexts } from './minutes/repository.ts';
import { type StepFacts, standsAgainst, stepsOf } from './readiness.ts';
import { type MeetingChange, updateMeeting } from './repository.ts';
import { getMeeting, meetingChange, meetingHref, momentOf, readItems, tellMembers } from './service.ts';
import { listUnknowns } from './unknowns/repository.ts';
import type { Text } from './words.ts';

/** What is given with a step of a meeting. */
export interface StepGiven {
  /** Why it is moved, cancelled or taken back. */
  because?: string;
  day?: PlainDate;
  starts?: string;
  /** The day on which minutes were agreed. */
  agreedOn?: PlainDate;
}

/** What a meeting holds, from which it follows which steps can be taken. */
export interface MeetingContents {
  items: readonly { id: string }[];
  texts: ReadonlyMap<string, Text>;
  attendees: readonly Attendee[];
  decisions: readonly Decision[];
  unknowns: readonly Unknown[];
  /** How many actions came out of it. */
  actions: number;
}

/** What has to be known of a meeting's contents to say which steps can be taken. */
export function factsOf(contents: MeetingContents, today: PlainDate): StepFacts {
  const { items, texts, attendees, decisions, unknowns, actions } = contents;
  return {
    ...{ today, items: items.length, attendees },
    written:
      items.some(({ id }) => texts.get(id)?.current != null) ||
      decisions.length + unknowns.length + actions > 0 ||
      attendees.some(({ presence }) => presence !== null && presence !== 'apology'),
    unsettled: [...texts.values()].filter(({ beside }) => beside.length > 0).length,
  };
}

async function readContents(desk: Desk, meeting: Meeting): Promise<MeetingContents> {
  const { trx, carrier } = desk;
  const of = { meetingId: meeting.id };
  return {
    items: (await readItems(desk, meeting)).items,
    texts: await listTexts(trx, meeting.id),
    attendees: (await readAttendance(desk, meeting)).attendees,
    decisions: await listDecisionsBy(trx, carrier.name, { ...of, withdrawn: true }),
    unknowns: await listUnknowns(trx, carrier.name, of),
    actions: carrier.actions ? (await carrier.actions.listOf(desk, meeting.id)).length : 0,
  };
}

/** Steps that somebody can take with a meeting now, for a page that shows nothing else of it. */
export async function listSteps(
  desk: Desk,
  meeting: Meeting,
  parts: ReadonlySet<MeetingPart>,
): Promise<MeetingDoing[]> {
  const facts = factsOf(await readContents(desk, meeting), londonDate(desk.now));
  return stepsOf(meeting, parts, facts).now.map(({ doing }) => doing);
}

/**
 * Takes a meeting one step on, as its process allows. Throws PlainError (409) in plain words where the process, or what is
 * still missing, stands against it.
 */
export async function takeStep(
  desk: Desk,
  id: string,
  doing: MeetingDoing,
  given: StepGiven = {},
): Promise<{ changes: FieldChange[]; says: string }> {
  const meeting = await getMeeting(desk, id);
  const parts = await demandRuns(desk, meeting);
  const move = demandMove(meetingProcess, meeting.state, doing, parts);
  const today = londonDate(desk.now);
  const facts = factsOf(await readContents(desk, meeting), today);
  const against = standsAgainst(meeting, doing, facts)?.says ?? missingIn(given, doing, meeting, today);
  if (against !== null) throw new PlainError(against, { statusCode: 409 });
  const change: MeetingChange = { state: move.to, ...changeBy(doing, meeting, given, desk.now) };
  if (!(await updateMeeting(desk.trx, meeting, change, desk.now))) {
    throw new PlainError('Somebody else changed this meeting at the same moment. Open it again to see how it stands.', {
      statusCode: 409,
    });
  }
  // Apologies were for the day that it was to be on.
  if (doing === 'move') await forgetAttendees(desk.trx, id, (await listAttendees(desk.trx, id)).map(keyOf));
  await tellOfStep(desk, { ...meeting, ...change }, doing, meeting);
  const changes = [
    meetingChange(desk, id, 'state', meetingProcess.states[meeting.state].label, meetingProcess.states[move.to].label),
    ...(doing === 'move'
      ? [meetingChange(desk, id, 'day', `${meeting.day} ${meeting.starts}`, `${change.day} ${change.starts}`)]
      : []),
  ];
  return { changes, says: move.says };
}

const keyOf = ({ memberKey }: Attendee) => memberKey;

/** What is missing in what was given with a step; null where nothing is. */
function missingIn(given: StepGiven, doing: MeetingDoing, meeting: Meeting, today: PlainDate): string | null {
  const needsReason = doing === 'move' || doing === 'cancel' || doing === 'reopen' || doing === 'reinstate';
  if (needsReason && (given.because ?? '') === '') return 'Give the reason first.';
  if (doing === 'move' && (given.day === undefined || given.day < today)) return 'Choose a day that is still to come.';
  if (doing === 'agree') {
    const on = given.agreedOn ?? today;
    if (on < meeting.day || on > today) return 'Minutes are agreed between the day of the meeting and today.';
  }
  return null;
}

function changeBy(doing: MeetingDoing, meeting: Meeting, given: StepGiven, now: Date): MeetingChange {
  const today = londonDate(now);
  const because = given.because ?? '';
  if (doing === 'send-agenda') return { agendaSentAt: now };
  if (doing === 'cancel') return { cancelledBecause: because };
  if (doing === 'agree') return { agreedOn: given.agreedOn ?? today };
  if (doing === 'reopen') return { agreedOn: null, takenBack: { what: 'agreed', on: today, because } };
  if (doing === 'reinstate') {
    return { cancelledBecause: null, agendaSentAt: null, takenBack: { what: 'cancelled', on: today, because } };
  }
  if (doing !== 'move') return {};
  const { day = meeting.day, starts = meeting.starts } = given;
  return { day, starts, movedBecause: because, agendaSentAt: null };
}

/** Tells members what became of a meeting as a whole, where it concerns what they were told before. */
async function tellOfStep(desk: Desk, meeting: Meeting, doing: MeetingDoing, before: Meeting): Promise<void> {
  if (doing === 'move' && before.state !== 'agenda-sent') return;
  const when = momentOf(meeting);
  const words: Partial<Record<MeetingDoing, string>> = {
    'send-agenda': `The agenda of ${meeting.title} on ${when} is there.`,
    cancel: `${meeting.title} on ${when} is cancelled: ${meeting.cancelledBecause ?? ''}`,
    move: `${meeting.title} is moved to ${when}.`,
    reopen: `The agreed minutes of ${meeting.title} on ${when} are open again, to be mended.`,
    reinstate: `${meeting.title} on ${when} takes place after all.`,
  };
  const said = words[doing];
  if (said === undefined) return;
  await tellMembers(desk, meeting, { notice: said, href: meetingHref(desk, meeting.id), mail: said });
}
