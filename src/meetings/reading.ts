import { londonDate } from '../platform/clocks/index.ts';
import { type AttendanceView, readAttendance } from './attendance/service.ts';
import type { Desk, Forum, MeetingAction } from './carrier.ts';
import { getForum, runs } from './carrier.ts';
import { type ContributionsView, readContributions } from './contributions/service.ts';
import { listDecisionsBy } from './decisions/repository.ts';
import type { Decision, Item, Meeting, MeetingPart, Unknown } from './meeting.ts';
import { listTexts } from './minutes/repository.ts';
import type { Paper } from './papers/paper.ts';
import { listPapers } from './papers/repository.ts';
import { stepsOf } from './readiness.ts';
import { getMeeting, readItems } from './service.ts';
import { factsOf } from './steps.ts';
import { listUnknowns } from './unknowns/repository.ts';
import type { Text } from './words.ts';

/** A meeting with everything in it, as its page shows it to somebody. */
export interface MeetingView {
  meeting: Meeting;
  forum: Forum;
  items: Item[];
  texts: ReadonlyMap<string, Text>;
  attendance: AttendanceView;
  decisions: Decision[];
  /** What this meeting did not know. */
  unknowns: Unknown[];
  /** What earlier meetings of the body do not know still: asked again here. */
  stillUnknown: Unknown[];
  contributions: ContributionsView;
  papers: Paper[];
  actions: readonly MeetingAction[];
  /** Decisions of the body that wait for a meeting with a quorum. */
  toConfirm: Decision[];
  /** Decisions of earlier meetings that this one confirmed. */
  confirmedHere: Decision[];
  before: Meeting | null;
  parts: ReadonlySet<MeetingPart>;
  /** What the person may do with the meeting as a whole, now and once something is mended. */
  steps: ReturnType<typeof stepsOf>;
  runs: boolean;
}

/** One meeting, for somebody who may read it. */
export async function readMeeting(desk: Desk, id: string): Promise<MeetingView> {
  const { trx, carrier } = desk;
  const meeting = await getMeeting(desk, id);
  const parts = await carrier.partsOf(desk, meeting.forumKey);
  const texts = await listTexts(trx, id);
  const { items, before } = await readItems(desk, meeting);
  const attendance = await readAttendance(desk, meeting);
  const unknowns = await listUnknowns(trx, carrier.name, { meetingId: id });
  const decisions = await listDecisionsBy(trx, carrier.name, { meetingId: id, withdrawn: true });
  const actions = carrier.actions ? await carrier.actions.listOf(desk, id) : [];
  const { attendees } = attendance;
  const contents = { items, texts, attendees, decisions, unknowns, actions: actions.length };
  const still = await listUnknowns(trx, carrier.name, { openOf: meeting.forumKey, before: meeting.day });
  return {
    ...{ meeting, texts, items, before, attendance, parts, unknowns, decisions, actions, runs: runs(parts) },
    forum: await getForum(desk, meeting.forumKey),
    stillUnknown: still.filter(({ meetingId }) => meetingId !== id),
    contributions: await readContributions(desk, meeting, texts, attendance.expected),
    papers: await listPapers(trx, id),
    toConfirm: (
      await listDecisionsBy(trx, carrier.name, { forumKey: meeting.forumKey, standing: 'to-confirm', to: meeting.day })
    ).filter(({ meetingId }) => meetingId !== id),
    confirmedHere: await listDecisionsBy(trx, carrier.name, { confirmedAt: id }),
    steps: stepsOf(meeting, parts, factsOf(contents, londonDate(desk.now))),
  };
}
