import type { PlainDate } from '../platform/clocks/index.ts';
import type { Move, Process } from '../platform/workflow/index.ts';
import type { Quorum } from './quorum.ts';

/** Where a meeting stands. */
export type MeetingState = 'planned' | 'agenda-sent' | 'in-session' | 'to-agree' | 'agreed' | 'cancelled';

/** What is done with a meeting as a whole. */
export type MeetingDoing =
  | 'send-agenda'
  | 'start'
  | 'unstart'
  | 'unstart-sent'
  | 'finish'
  | 'agree'
  | 'reopen'
  | 'move'
  | 'cancel'
  | 'reinstate';

/** What somebody is to a meeting. Its carrier says who plays which part. */
export type MeetingPart = 'administrator' | 'chair' | 'member' | 'reader';

/** A meeting as it is stored. */
export interface Meeting {
  id: string;
  /** MTG-2026-0001 */
  reference: string;
  forumKey: string;
  seriesId: string | null;
  /** The day that its series gave, before anything moved it. */
  plannedFor: PlainDate | null;
  title: string;
  day: PlainDate;
  /** "10:00", by a clock in England. */
  starts: string;
  /** How long it is planned to last, in minutes. */
  minutes: number;
  place: string;
  state: MeetingState;
  movedBecause: string | null;
  cancelledBecause: string | null;
  /** When members were sent the agenda; null while they were not, or need it again. */
  agendaSentAt: Date | null;
  /** What was taken back last, and why. */
  takenBack: TakenBack | null;
  /** It was over when it was entered. */
  enteredAfterwards: boolean;
  quorum: Quorum;
  agreedOn: PlainDate | null;
  version: number;
}

/** That agreed minutes were opened again, or that a cancelled meeting takes place after all. */
export interface TakenBack {
  what: 'agreed' | 'cancelled';
  on: PlainDate;
  because: string;
}

type Step = Move<MeetingState, MeetingDoing, MeetingPart>;

const RUNS: readonly MeetingPart[] = ['administrator', 'chair'];

function step(
  doing: MeetingDoing,
  from: MeetingState[],
  to: MeetingState,
  rest: Pick<Step, 'label' | 'needs' | 'says'>,
): Step {
  return { doing, from, to, by: RUNS, ...rest };
}

/** How a meeting goes from a planned date to agreed minutes. Inventory rows 8 and 11. */
export const meetingProcess: Process<MeetingState, MeetingDoing, MeetingPart> = {
  name: 'meeting',
  about:
    'From a planned date to minutes that are agreed. The same engine carries every meeting: those of the partnership’s groups today, meetings about children later (decision 12).',
  parts: {
    administrator: 'whoever administers the meeting',
    chair: 'the chair',
    member: 'a member',
    reader: 'somebody who may read it',
  },
  first: 'planned',
  states: {
    planned: { label: 'Planned', about: 'It has a day, and its agenda is being built.' },
    'agenda-sent': { label: 'Agenda sent', about: 'Members have the agenda. It can still change, and says so.' },
    'in-session': { label: 'In session', about: 'Minutes, decisions and actions are being written.' },
    'to-agree': { label: 'Minutes to agree', about: 'The meeting is over. Its minutes wait to be agreed.' },
    agreed: {
      label: 'Minutes agreed',
      about: 'Nothing in it is changed any more, unless its minutes are taken back with a reason.',
      over: true,
    },
    cancelled: { label: 'Cancelled', about: 'It does not take place.', over: true },
  },
  moves: [
    step('send-agenda', ['planned'], 'agenda-sent', {
      ...{ label: 'Send the agenda', needs: ['at least one item on the agenda'] },
      says: 'The agenda is sent: every member who works with Kith has a notice.',
    }),
    step('start', ['planned', 'agenda-sent'], 'in-session', {
      ...{ label: 'Start the meeting', needs: ['at least one item on the agenda'] },
      says: 'The meeting is in session. Write the minutes beside the agenda.',
    }),
    step('unstart', ['in-session'], 'planned', {
      ...{ label: 'It was started by mistake', needs: ['nothing written in it', 'an agenda that was not sent'] },
      says: 'The meeting is planned again.',
    }),
    step('unstart-sent', ['in-session'], 'agenda-sent', {
      ...{ label: 'It was started by mistake', needs: ['nothing written in it', 'an agenda that was sent'] },
      says: 'The meeting is to come again, with its agenda sent.',
    }),
    step('finish', ['in-session'], 'to-agree', {
      ...{ label: 'Close the meeting', needs: ['of everybody who is expected, whether they came'] },
      says: 'The meeting is closed. Its minutes wait to be agreed.',
    }),
    step('agree', ['to-agree'], 'agreed', {
      ...{ label: 'Minutes are agreed', needs: ['the day on which they were agreed', 'no minutes left to settle'] },
      says: 'The minutes are agreed. Nothing in this meeting changes any more.',
    }),
    step('reopen', ['agreed'], 'to-agree', {
      ...{ label: 'Take the agreed minutes back', needs: ['a reason'] },
      says: 'The minutes can be mended, and wait to be agreed again. Members who work with Kith have a notice.',
    }),
    step('move', ['planned', 'agenda-sent'], 'planned', {
      ...{ label: 'Move to another day', needs: ['the new day and time', 'a reason'] },
      says: 'The meeting is moved. Send the agenda again, so that everybody has the new day.',
    }),
    step('cancel', ['planned', 'agenda-sent'], 'cancelled', {
      ...{ label: 'Cancel it', needs: ['a reason'] },
      says: 'The meeting is cancelled. Members who work with Kith have a notice.',
    }),
    step('reinstate', ['cancelled'], 'planned', {
      ...{ label: 'It takes place after all', needs: ['a day that is not over', 'a reason'] },
      says: 'The meeting is planned again. Members who work with Kith have a notice. Send the agenda, so that they have it.',
    }),
  ],
};

/** What an item of an agenda asks of the meeting. */
export const ASKS = { note: 'To note', discuss: 'To discuss', decide: 'To decide' } as const;
/** What an item asks of the meeting. */
export type Asks = keyof typeof ASKS;

/** Standing items that Kith itself fills. */
export type StandingPart = 'minutes-of-last-time' | 'not-known';

/** The item of every meeting: Child O and the design change of inventory rows 97 to 105 ask for it in meetings about children. */
export const NOT_KNOWN_ITEM = 'What do we not know, who would know, who asks?';

/** An item of an agenda. */
export interface Item {
  id: string;
  meetingId: string;
  position: number;
  kind: 'standing' | 'live' | 'own';
  part: StandingPart | null;
  title: string;
  /** Why it is there now: "Due on 4 January 2027, and nothing was said yet". */
  whyNow: string | null;
  /** Where the record stands that it is about. */
  href: string | null;
  sourceKey: string | null;
  asks: Asks;
  /** Minutes of time planned for it; null where nobody said. */
  minutes: number | null;
  /** Who leads on it, in words. */
  leads: string | null;
}

/** An item as it is put on an agenda. */
export type NewItem = Omit<Item, 'id' | 'meetingId' | 'position'>;

/** States in which an agenda may change. */
export const AGENDA_OPEN: readonly MeetingState[] = ['planned', 'agenda-sent', 'in-session'];
/** States in which minutes, decisions and who was there are written. */
export const WRITING_OPEN: readonly MeetingState[] = ['in-session', 'to-agree'];
/** States in which apologies are taken, before anybody can say who came. */
export const APOLOGIES_OPEN: readonly MeetingState[] = ['planned', 'agenda-sent'];
/** States of a meeting that took place and is closed: its attendance is complete. */
export const HELD: readonly MeetingState[] = ['to-agree', 'agreed'];
/** States in which an agency may still bring its contribution. */
export const CONTRIBUTING_OPEN: readonly MeetingState[] = ['planned', 'agenda-sent', 'in-session'];

/** How somebody came, or did not. */
export const PRESENCES = {
  present: 'Present',
  deputy: 'Sent a deputy',
  apology: 'Sent apologies',
  absent: 'Absent without apologies',
} as const;
/** How somebody came, or did not. */
export type Presence = keyof typeof PRESENCES;

/** Somebody in a meeting's attendance: as they were on the day. */
export interface Attendee {
  memberKey: string;
  name: string;
  agency: string;
  agencyName: string;
  part: string;
  voting: boolean;
  /** Null while nobody has said. */
  presence: Presence | null;
  deputyName: string | null;
}

/** A decision. */
export interface Decision {
  id: string;
  /** DEC-2026-0001 */
  reference: string;
  meetingId: string;
  itemId: string | null;
  forumKey: string;
  day: PlainDate;
  words: string;
  reasons: string;
  /** Keys of the agencies that decided. */
  decidedBy: string[];
  dissent: { agency: string; words: string }[];
  /** `to-confirm`: there was no quorum. `withdrawn`: it was recorded by mistake. */
  standing: 'decided' | 'to-confirm' | 'withdrawn';
  confirmedOn: PlainDate | null;
  /** The later meeting that confirmed it; null where none had to, or nobody entered which. */
  confirmedAt: string | null;
  /** Keys of the agencies with a vote that were at that meeting. */
  confirmedBy: string[];
  confirmedWords: string | null;
  withdrawnOn: PlainDate | null;
  withdrawnBecause: string | null;
  /** Key of the partnership's objective that it serves. */
  objective: string | null;
  published: boolean;
}

/** Something that a meeting does not know, until it is answered. */
export interface Unknown {
  id: string;
  meetingId: string;
  forumKey: string;
  what: string;
  whoKnows: string;
  asks: string;
  by: PlainDate;
  answer: string | null;
  answeredOn: PlainDate | null;
}

/** What an agency is asked for before a meeting. */
export interface Contribution {
  id: string;
  meetingId: string;
  agency: string;
  agencyName: string;
  asked: string;
  dueOn: PlainDate;
  answer: 'given' | 'nothing-to-add' | null;
  answeredAt: Date | null;
  answeredName: string | null;
  chasedAt: Date | null;
}
