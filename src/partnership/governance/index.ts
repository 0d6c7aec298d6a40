/**
 * How the partnership runs itself: who sits in which group, terms of reference as duties with their evidence, and the groups'
 * meetings, which the engine in src/meetings carries (decision 12). States: meetings/meeting.ts. Who sees what: policy.ts.
 * Inventory rows 3, 7 to 16; Working Together 2018 chapter 3 on equal and joint responsibility.
 */
import {
  countAttendance,
  type DatedMeeting,
  type Decision,
  listDecisionsBy,
  listMeetingsOfDecisions,
  meetingProcess,
  meetingRoutes,
  nextMeetings,
  spanOf,
  waitingMeetings,
} from '../../meetings/index.ts';
import type { Work } from '../../platform/access/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Module } from '../../platform/module.ts';
import { forPurpose, type LiveSource, purposeOf } from '../../platform/waiting/index.ts';
import { governanceCarrier } from './carrier.ts';
import { chaseTask } from './chasing.ts';
import { groupRoutes } from './groups/routes.ts';
import { governancePolicy, MEETING } from './policy.ts';
import { notKnownSource, toConfirmSource } from './sources.ts';

export { addEvidence, addMember, changeTerms } from './groups/service.ts';
export { GROUP, MEETING } from './policy.ts';

/** A decision as everybody may read it: agencies, and no names. */
export type PublishedDecision = Pick<
  Decision,
  'reference' | 'forumKey' | 'day' | 'words' | 'reasons' | 'decidedBy' | 'dissent' | 'objective'
>;

function asPublished({
  reference,
  forumKey,
  day,
  words,
  reasons,
  decidedBy,
  dissent,
  objective,
}: Decision): PublishedDecision {
  return { reference, forumKey, day, words, reasons, decidedBy, dissent, objective };
}

/** Published decisions of a year of account such as 2026-27, the latest first. Reads with no person what everybody may see. */
export async function listPublishedDecisions(db: Db, { year }: { year: string }): Promise<PublishedDecision[]> {
  return (await listDecisionsBy(db, 'governance', { ...spanOf(year), published: true })).map(asPublished);
}

/** Decisions that stand and serve an objective of the arrangements: those that may be read with this connection, the latest first. */
export async function listDecisionsOfObjective(db: Db, key: string): Promise<PublishedDecision[]> {
  return (await listDecisionsBy(db, 'governance', { objective: key, standing: 'decided' })).map(asPublished);
}

/** Addresses of the meetings that took the decisions with these references, by reference: those that open to whoever asks. */
export async function hrefsOfDecisions(work: Work, references: readonly string[]): Promise<Map<string, string>> {
  const purpose = purposeOf(work, { action: 'read', kind: MEETING });
  if (purpose === null) return new Map();
  const taken = await forPurpose(work, purpose, ({ trx }) => listMeetingsOfDecisions(trx, carrier.name, references));
  return new Map(taken.map(({ reference, meetingId }) => [reference, `${carrier.base}/${meetingId}`]));
}

/** How often each agency came to each group's meetings in a year of account, of the meetings that the person who acts may read. */
export async function listAttendanceOfYear(trx: Db, { year }: { year: string }): ReturnType<typeof countAttendance> {
  return countAttendance(trx, 'governance', { ...spanOf(year), forumKey: null });
}

/** The next meetings of the groups in which somebody sits or whose meetings they run, with their addresses; at most so many. */
export async function listNextMeetings(work: Work, most: number): Promise<(DatedMeeting & { href: string })[]> {
  const next = await nextMeetings({ ...work, carrier }, most);
  return next.map((one) => ({ ...one, href: `${carrier.base}/${one.id}` }));
}

/** What the groups' own meetings leave for the next one. What other modules offer is joined in `app.ts`. */
const OWN: readonly LiveSource[] = [toConfirmSource, notKnownSource];

/** By whom meetings of groups are carried: for whoever puts meetings into Kith without its pages. */
export const carrier = governanceCarrier(OWN);

/** Groups and their meetings. */
export const governanceModule: Module = {
  name: 'partnership/governance',
  nav: { label: 'Meetings', href: '/meetings', need: { action: 'read', kind: MEETING } },
  policy: governancePolicy,
  processes: [meetingProcess],
  tasks: (deps) => [chaseTask(deps)],
  stylesheet: 'src/meetings/pages/meetings.css',
  waiting: waitingMeetings(carrier),
  routes: (app, deps) => {
    groupRoutes(app, deps);
    meetingRoutes(app, deps, governanceCarrier([...deps.live, ...OWN]));
  },
};
