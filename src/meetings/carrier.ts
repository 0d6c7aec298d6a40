import type { Work } from '../platform/access/index.ts';
import { Refused } from '../platform/access/index.ts';
import type { PlainDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import type { FieldChange } from '../platform/ledger/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { LiveSource } from '../platform/waiting/index.ts';
import type { Crumb } from '../platform/web/page.tsx';
import type { Meeting, MeetingPart, MeetingState } from './meeting.ts';
import type { Quorum } from './quorum.ts';

/** A body that meets, as its carrier knows it. */
export interface Forum {
  key: string;
  name: string;
  /** Where the body itself stands in Kith. */
  href: string;
  quorum: Quorum;
  /** Why it meets no more: "It was closed on 4 May 2026." Null while it meets. */
  over: string | null;
}

/** Somebody who belongs to a body on a day. */
export interface Expected {
  /** Stays the same for one membership. */
  memberKey: string;
  name: string;
  agency: string;
  agencyName: string;
  /** "Chair", "Deputy of Sarah Example". */
  part: string;
  voting: boolean;
  /** The agency is a statutory safeguarding partner. */
  partner: boolean;
  /** A deputy is expected only where whom they stand in for does not come. */
  deputy: boolean;
  /** Number of the person; null for a seat that nobody of Kith fills. */
  personId: string | null;
  /** The day on which they left Kith; null while they are there. */
  leftOn: PlainDate | null;
}

/** Where somebody sits, and whose meetings they run. */
export interface Seats {
  /** Keys of the bodies in which they sit today. */
  sits: readonly string[];
  /** Keys of the bodies whose meetings they run; `all` for whoever administers every meeting. */
  runs: readonly string[] | 'all';
}

/** An action that was given in a meeting. */
export interface MeetingAction {
  reference: string;
  title: string;
  /** Who has it: "Maya Example, Cleveland Police". */
  owner: string;
  dueOn: PlainDate | null;
  /** "Open", "Done". */
  state: string;
  href: string;
}

/** An action as a meeting gives it. */
export interface GivenInMeeting {
  meeting: Meeting;
  /** Under which item it was given; null for none in particular. */
  itemTitle: string | null;
  /** One line: what is to be done. */
  title: string;
  takerId: string;
  dueOn: PlainDate;
}

/** Where actions that a meeting gives are kept. */
export interface ActionBook {
  /** Whether the person who acts may give actions at all. */
  mayGive(work: Work): boolean;
  /** Who may be given one, by agency and name. */
  takers(trx: Db, day: PlainDate): Promise<readonly { id: string; name: string; agencyName: string }[]>;
  /** Gives an action to somebody in an agency, or says what is to be mended. */
  give(
    work: Work,
    given: GivenInMeeting,
  ): Promise<{ id: string; reference: string; kind: string; changes: readonly FieldChange[] } | { problem: string }>;
  /** Actions that came out of a meeting. */
  listOf(work: Work, meetingId: string): Promise<readonly MeetingAction[]>;
}

/**
 * The part of Kith whose meetings the engine carries. The engine knows forums, agendas, minutes; its carrier knows who
 * belongs to a forum, who may do what, and what is live. Meetings of groups are carried by partnership/governance.
 */
export interface Carrier {
  /** As the tables name it, where policies of the database rest on it. */
  name: string;
  /** Kind of record that its meetings are, as the access table names it. */
  kind: string;
  /** Kind of record that a contribution is for those who see it without the meeting. */
  contributionKind: string;
  /** Address below which its meetings stand: `/meetings`. */
  base: string;
  /** Pages above its list of meetings. */
  crumbs: readonly Crumb[];
  /** Every body that meets, in the order of lists. */
  listForums(trx: Db): Promise<Forum[]>;
  /** One of them, or nothing. */
  findForum(trx: Db, key: string): Promise<Forum | undefined>;
  /** Who belongs to a body on a day, in the order of the attendance list. */
  expected(trx: Db, forumKey: string, day: PlainDate): Promise<Expected[]>;
  /** What the person who acts is to a body's meetings. Empty for somebody who may not even read them. */
  partsOf(work: Work, forumKey: string): Promise<ReadonlySet<MeetingPart>>;
  /** What a decision can serve: keys and words. */
  listObjectives(trx: Db): Promise<readonly { key: string; words: string }[]>;
  /** What of a person's seats the engine must know: where they sit, and whose meetings they run. */
  seatsOf(work: Work): Promise<Seats>;
  /** Whether everybody who sits in a body on a day may read every record of a kind. */
  allRead(work: Work, forumKey: string, day: PlainDate, kind: string): Promise<boolean>;
  sources: readonly LiveSource[];
  /** Null where there is nowhere to keep actions: the meeting's pages then say so. */
  actions: ActionBook | null;
}

/** A use case of the engine: for whom it works and whose meetings these are. */
export interface Desk extends Work {
  carrier: Carrier;
}

/** A body by its key. Throws PlainError (404) where there is none. */
export async function getForum(desk: Desk, key: string): Promise<Forum> {
  const forum = await desk.carrier.findForum(desk.trx, key);
  if (!forum) throw new PlainError('There is no such group; choose one from the list.', { statusCode: 404 });
  return forum;
}

/** Whether the person runs a body's meetings. */
export function runs(parts: ReadonlySet<MeetingPart>): boolean {
  return parts.has('administrator') || parts.has('chair');
}

/** What the person is to a meeting, where they run it. Throws Refused where they don't. */
export async function demandRuns(
  desk: Desk,
  meeting: Pick<Meeting, 'id' | 'forumKey'>,
): Promise<ReadonlySet<MeetingPart>> {
  const parts = await desk.carrier.partsOf(desk, meeting.forumKey);
  if (!runs(parts)) {
    throw new Refused({ because: 'out-of-scope', action: 'change', kind: desk.carrier.kind, recordId: meeting.id });
  }
  return parts;
}

/** Throws PlainError (409) with a reason where a meeting's state does not allow something any more, or not yet. */
export function demandState(
  meeting: Pick<Meeting, 'state' | 'reference'>,
  open: readonly MeetingState[],
  what: string,
): void {
  if (open.includes(meeting.state)) return;
  const why: Record<MeetingState, string> = {
    planned: 'it has not been started yet: start the meeting first',
    'agenda-sent': 'it has not been started yet: start the meeting first',
    'in-session': 'it is in session by now',
    'to-agree': 'it is over',
    agreed: 'its minutes are agreed, and nothing in it changes any more: bring it to the next meeting',
    cancelled: 'it is cancelled',
  };
  throw new PlainError(`${what} is not possible in ${meeting.reference}, because ${why[meeting.state]}.`, {
    statusCode: 409,
  });
}
