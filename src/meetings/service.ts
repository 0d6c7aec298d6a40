import { randomUUID } from 'node:crypto';
import { Refused } from '../platform/access/index.ts';
import { londonDate, longDate, type PlainDate, timeInWords } from '../platform/clocks/index.ts';
import type { FieldChange } from '../platform/ledger/index.ts';
import { tellPeople, type Word } from '../platform/notify/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import { demandMove } from '../platform/workflow/index.ts';
import { insertItems, listItems } from './agenda/repository.ts';
import { standingItems, withLast } from './agenda/rules.ts';
import { listAttendees } from './attendance/repository.ts';
import { type Desk, demandRuns, getForum } from './carrier.ts';
import { type Item, type Meeting, type MeetingDoing, meetingProcess } from './meeting.ts';
import { listTexts } from './minutes/repository.ts';
import {
  findMeeting,
  insertMeeting,
  type MeetingChange,
  meetingBefore,
  nextMeetingReference,
  type StandingItem,
  updateMeeting,
} from './repository.ts';

/** A meeting as a form plans it. */
export interface GivenMeeting {
  forumKey: string;
  day: PlainDate;
  starts: string;
  minutes: number;
  place: string;
  /** Said by whoever enters a meeting that is over already. */
  afterwards: boolean;
}

/** What a meeting comes from, where a series gave its date. */
export interface FromSeries {
  seriesId: string;
  plannedFor: PlainDate;
  standing: readonly StandingItem[];
}

/** Address of a meeting. */
export function meetingHref(desk: Pick<Desk, 'carrier'>, id: string): string {
  return `${desk.carrier.base}/${id}`;
}

/** The items of a meeting in their order, the first of them with the meeting whose minutes it is about. */
export async function readItems(desk: Desk, meeting: Meeting): Promise<{ items: Item[]; before: Meeting | null }> {
  const before = (await meetingBefore(desk.trx, desk.carrier.name, meeting)) ?? null;
  const last = before && { title: `${before.title}, ${longDate(before.day)}`, href: meetingHref(desk, before.id) };
  return { items: withLast(await listItems(desk.trx, meeting.id), last), before };
}

/** One meeting. Refused like a meeting that does not exist where the person may not read it. */
export async function getMeeting(desk: Desk, id: string): Promise<Meeting> {
  const found = await findMeeting(desk.trx, desk.carrier.name, id);
  if (!found) throw new Refused({ because: 'no-record', action: 'read', kind: desk.carrier.kind, recordId: id });
  return found;
}

/** One change of a meeting, as the ledger keeps it. */
export function meetingChange(desk: Desk, id: string, field: string, before: unknown, after: unknown): FieldChange {
  return { kind: desk.carrier.kind, recordId: id, field, before, after };
}

/** What became of planning: the meeting, a word to mend, or null where the series has one on that date already. */
export type Planning = { id: string; changes: FieldChange[] } | { problem: { field: string; message: string } } | null;

/**
 * Plans a meeting, with the items that every agenda begins with. A day in the past is taken only from somebody who says that
 * the meeting is over already; it then says so for good.
 */
export async function planMeeting(
  desk: Desk,
  given: GivenMeeting,
  from: FromSeries | null = null,
  id: string = randomUUID(),
): Promise<Planning> {
  const { trx, carrier, now, actor } = desk;
  const forum = await getForum(desk, given.forumKey);
  const parts = await carrier.partsOf(desk, forum.key);
  if (!parts.has('administrator')) throw new Refused({ because: 'out-of-scope', action: 'create', kind: carrier.kind });
  const today = londonDate(now);
  if (given.day < today && !given.afterwards) {
    const message = 'That day is over. Choose a later day, or tick that the meeting has taken place already';
    return { problem: { field: 'day-day', message } };
  }
  if (given.day >= today && given.afterwards) {
    return {
      problem: { field: 'afterwards', message: 'That day is still to come: untick that the meeting has taken place' },
    };
  }
  if (forum.over !== null)
    return { problem: { field: 'group', message: `${forum.name} meets no more. ${forum.over}` } };
  const reference = await nextMeetingReference(trx, given.day.slice(0, 4));
  const meeting = {
    ...{ id, reference, forumKey: forum.key, seriesId: from?.seriesId ?? null, plannedFor: from?.plannedFor ?? null },
    ...{ title: forum.name, day: given.day, starts: given.starts, minutes: given.minutes, place: given.place },
    ...{ state: meetingProcess.first, enteredAfterwards: given.afterwards, quorum: forum.quorum },
  };
  if (!(await insertMeeting(trx, carrier.name, meeting, { agency: actor.agency, ownerId: actor.id, now }))) return null;
  await insertItems(trx, id, 1, standingItems(from?.standing ?? []), now);
  const change = (field: string, after: unknown) => meetingChange(desk, id, field, null, after);
  return {
    id,
    changes: [
      change('reference', reference),
      change('group', forum.name),
      change('day', given.day),
      change('starts', given.starts),
    ],
  };
}

/** What is given with a step of a meeting. */
export interface StepGiven {
  /** Why it is moved or cancelled. */
  because?: string;
  day?: PlainDate;
  starts?: string;
  /** The day on which minutes were agreed. */
  agreedOn?: PlainDate;
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
  await demandReady(desk, meeting, doing, given);
  const change: MeetingChange = {
    state: move.to,
    ...(doing === 'cancel' ? { cancelledBecause: given.because ?? '' } : {}),
    ...(doing === 'move'
      ? { day: given.day ?? meeting.day, starts: given.starts ?? meeting.starts, movedBecause: given.because ?? '' }
      : {}),
    ...(doing === 'agree' ? { agreedOn: given.agreedOn ?? londonDate(desk.now) } : {}),
  };
  if (!(await updateMeeting(desk.trx, meeting, change, desk.now))) {
    throw new PlainError('Somebody else changed this meeting at the same moment. Open it again to see how it stands.', {
      statusCode: 409,
    });
  }
  if (doing === 'send-agenda' || doing === 'cancel' || (doing === 'move' && meeting.state === 'agenda-sent')) {
    await tellOfStep(desk, { ...meeting, ...change }, doing);
  }
  const changes = [
    meetingChange(desk, id, 'state', meetingProcess.states[meeting.state].label, meetingProcess.states[move.to].label),
    ...(doing === 'move'
      ? [meetingChange(desk, id, 'day', `${meeting.day} ${meeting.starts}`, `${change.day} ${change.starts}`)]
      : []),
  ];
  return { changes, says: move.says };
}

async function demandReady(desk: Desk, meeting: Meeting, doing: MeetingDoing, given: StepGiven): Promise<void> {
  const missing = (sentence: string) => new PlainError(sentence, { statusCode: 409 });
  const { trx } = desk;
  const today = londonDate(desk.now);
  if (doing === 'send-agenda' && meeting.enteredAfterwards) {
    throw missing('This meeting is over already, so its agenda is not sent. Start it to write down what was said.');
  }
  if ((doing === 'send-agenda' || doing === 'start') && (await listItems(trx, meeting.id)).length === 0) {
    throw missing('There is nothing on the agenda yet: put an item on it first.');
  }
  if (doing === 'start' && meeting.day > today) {
    throw missing(
      `This meeting is on ${longDate(meeting.day)}. It can be started on its day, or moved to an earlier one first.`,
    );
  }
  if (doing === 'finish' && (await listAttendees(trx, meeting.id)).length === 0) {
    throw missing('Nobody has said yet who was there: record attendance first.');
  }
  if (doing === 'agree') {
    const beside = [...(await listTexts(trx, meeting.id)).values()].filter((text) => text.beside.length > 0).length;
    if (beside > 0) {
      throw missing(
        `${beside === 1 ? 'One text has' : `${beside} texts have`} two versions that nobody has settled: settle them first.`,
      );
    }
    const on = given.agreedOn ?? today;
    if (on < meeting.day || on > today) throw missing('Minutes are agreed between the day of the meeting and today.');
  }
  if ((doing === 'move' || doing === 'cancel') && (given.because ?? '') === '') throw missing('Give the reason first.');
  if (doing === 'move' && (given.day === undefined || given.day < today)) {
    throw missing('Choose a day that is still to come.');
  }
}

/** Tells members what became of a meeting as a whole. */
async function tellOfStep(desk: Desk, meeting: Meeting, doing: 'send-agenda' | 'cancel' | 'move'): Promise<void> {
  const when = momentOf(meeting);
  const said = {
    'send-agenda': `The agenda of ${meeting.title} on ${when} is there.`,
    cancel: `${meeting.title} on ${when} is cancelled: ${meeting.cancelledBecause ?? ''}`,
    move: `${meeting.title} is moved to ${when}.`,
  }[doing];
  await tellMembers(desk, meeting, { notice: said, href: meetingHref(desk, meeting.id), mail: said });
}

/** When a meeting is, in words. */
export function momentOf({ day, starts }: Meeting): string {
  return `${longDate(day)} at ${timeInWords(starts)}`;
}

/**
 * Tells members who work with Kith, but not whoever does it. Mail names no content: whoever reads it elsewhere learns only
 * that there is a meeting.
 */
export async function tellMembers(desk: Desk, meeting: Meeting, word: Omit<Word, 'subject'>): Promise<void> {
  const { trx, carrier, now, actor } = desk;
  const today = londonDate(now);
  const expected = await carrier.expected(trx, meeting.forumKey, meeting.day);
  const ids = expected.flatMap(({ personId, leftOn }) =>
    personId !== null && personId !== actor.id && (leftOn === null || leftOn >= today) ? [personId] : [],
  );
  await tellPeople(trx, [...new Set(ids)], { ...word, subject: 'A meeting in Kith' }, now);
}

/** Whom a meeting's members are told by: those who can be reached here, and the others by name. */
export async function whoIsReached(
  desk: Desk,
  meeting: Pick<Meeting, 'forumKey' | 'day'>,
): Promise<{ reached: number; notReached: string[] }> {
  const today = londonDate(desk.now);
  const expected = await desk.carrier.expected(desk.trx, meeting.forumKey, meeting.day);
  const isReached = (one: (typeof expected)[number]) =>
    one.personId !== null && (one.leftOn === null || one.leftOn >= today);
  return {
    reached: expected.filter(isReached).length,
    notReached: expected
      .filter((one) => !isReached(one))
      .map((one) => `${one.name}, ${one.agencyName}${one.personId === null ? '' : ' (has left)'}`),
  };
}
