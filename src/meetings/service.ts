import { randomUUID } from 'node:crypto';
import { Refused } from '../platform/access/index.ts';
import { londonDate, longDate, type PlainDate, timeInWords } from '../platform/clocks/index.ts';
import type { FieldChange } from '../platform/ledger/index.ts';
import { tellPeople, type Word } from '../platform/notify/index.ts';
import { insertItems, listItems } from './agenda/repository.ts';
import { standingItems, withLast } from './agenda/rules.ts';
import { type Desk, getForum } from './carrier.ts';
import { type Item, type Meeting, meetingProcess } from './meeting.ts';
import { findMeeting, insertMeeting, meetingBefore, nextMeetingReference, type StandingItem } from './repository.ts';

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
