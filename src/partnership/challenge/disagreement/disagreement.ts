import type { PlainDate } from '../../../platform/clocks/index.ts';

/** The four stages, from the people who disagree to those who answer for the partnership (facts §1.7). */
export const STAGES = [
  {
    stage: 1,
    name: 'Practitioner to practitioner',
    who: 'your opposite number, who made the decision or works with it',
  },
  { stage: 2, name: 'Manager or safeguarding lead to opposite number', who: 'their line manager or safeguarding lead' },
  { stage: 3, name: 'Senior manager or member of the partnership', who: 'a senior manager or delegated partner' },
  { stage: 4, name: 'The safeguarding partners', who: 'the partnership’s chair and delegated partners' },
] as const;

/** One to four. */
export type Stage = 1 | 2 | 3 | 4;

/** "Stage 2: Manager or safeguarding lead to opposite number". */
export function stageInWords(stage: Stage): string {
  return `Stage ${stage}: ${STAGES[stage - 1]?.name}`;
}

/** Of whom a disagreement speaks. Nobody is ever named. */
export const CONCERNS = {
  'one-child': 'One child',
  'a-family': 'A family',
  'several-children': 'Several children',
  practice: 'How agencies work, about no child in particular',
} as const;

/** The name of what a disagreement concerns. */
export type Concerns = keyof typeof CONCERNS;

/** What disagreements are typically about (facts §1.7), with what else there is. */
export const CAUSES = {
  threshold: 'A referral was said to be below the threshold',
  'more-information': 'The sender was asked to get more information first',
  procedures: 'Whether child protection procedures should start',
  response: 'How or how fast an agency responded',
  sharing: 'Information was not shared, or not in time',
  assessment: 'What an assessment concluded',
  plan: 'What a plan says, or that it is not carried out',
  closure: 'A case was closed or stepped down',
  other: 'Another decision or practice',
} as const;

/** The name of a cause. */
export type Cause = keyof typeof CAUSES;

/** Concerns that have a route of their own, and where that leads (facts §1.7, scope rule). */
export const OTHER_ROUTES = {
  conference: {
    label: 'The decision of a child protection conference',
    title: 'A conference decision has its own route',
    words: [
      'Say that you dissent to the chair of the conference, in the meeting if you can: your dissent and the reason are written into its record.',
      'If you were not there or it was not heard, write to the chair’s manager and ask for the conference’s own review or complaints procedure.',
      'Families who disagree with a conference use the same complaints procedure: tell them so.',
    ],
  },
  conduct: {
    label: 'The behaviour of somebody who works with children',
    title: 'A concern about somebody’s behaviour has its own route',
    words: [
      'Tell the designated officer of the council (LADO) within one working day if somebody who works with children may have harmed a child, may have committed an offence against one, or behaved so that they may pose a risk.',
      'Tell your own safeguarding lead or head as well, unless it is about them.',
      'Conduct that harms no child, such as rudeness or delay, goes to that agency’s complaints procedure.',
    ],
  },
  danger: {
    label: 'A child is in danger now',
    title: 'A child in danger does not wait for a disagreement',
    words: [
      'Call 999 if a child is in immediate danger.',
      'Then tell the front door of the council in whose area the child is. A disagreement can follow; it never delays protection.',
    ],
  },
} as const;

/** The name of another route. */
export type OtherRoute = keyof typeof OTHER_ROUTES;

/** What the agency that was asked answers at a stage. */
export const ANSWERS = {
  changed: 'We change what we do',
  'in-part': 'We change part of it',
  stands: 'Our decision stands',
} as const;

/** The name of an answer. */
export type AnswerGiven = keyof typeof ANSWERS;

/** How a disagreement was resolved. */
export const OUTCOMES = {
  changed: 'The decision or practice was changed',
  'in-part': 'Part of it was changed',
  'stands-accepted': 'It stands, and the reasons are accepted',
  decided: 'The safeguarding partners decided',
} as const;

/** The name of an outcome. */
export type Outcome = keyof typeof OUTCOMES;

/** How one stage ended. */
export const ENDINGS = {
  resolved: 'Resolved at this stage',
  escalated: 'Taken to the next stage',
  withdrawn: 'Withdrawn at this stage',
} as const;

/** The name of an ending. */
export type Ending = keyof typeof ENDINGS;

/** Somebody in a record, as their colleagues know them. */
export interface PartyName {
  id: string;
  name: string;
  job: string | null;
  team: string | null;
}

/** One stage of a disagreement. */
export interface StageRecord {
  stage: Stage;
  asker: PartyName;
  /** Null while nobody is known. */
  answerer: PartyName | null;
  beganOn: PlainDate;
  because: string;
  /** The last day in time; null where no limit is set. */
  due: PlainDate | null;
  /** How the limit was counted, or why there is none. */
  counted: string;
  answer: AnswerGiven | null;
  answerWords: string | null;
  answeredOn: PlainDate | null;
  answeredBy: PartyName | null;
  ended: Ending | null;
  endedOn: PlainDate | null;
}

/** What a form says of a new disagreement. */
export interface GivenDisagreement {
  otherAgency: string;
  answererId: string | null;
  concerns: Concerns;
  cause: Cause;
  theme: string | null;
  words: string;
  wanted: string;
  ownReference: string | null;
  urgent: boolean;
}

/** A disagreement as it is stored. */
export interface Disagreement extends Omit<GivenDisagreement, 'answererId'> {
  id: string;
  /** PDR-2026-0001 */
  reference: string;
  agency: string;
  agencyName: string;
  otherAgencyName: string;
  owner: PartyName;
  raisedOn: PlainDate;
  themeName: string | null;
  otherReference: string | null;
  stage: Stage;
  state: DisagreementState;
  outcome: Outcome | null;
  endedOn: PlainDate | null;
  endedBy: PartyName | null;
  endedWords: string | null;
  learning: string | null;
  version: number;
  madeAt: Date;
  /** From the first to the present one. */
  stages: readonly StageRecord[];
}

/** Where a disagreement stands. */
export type DisagreementState = `asked-${Stage}` | `answered-${Stage}` | 'resolved' | 'withdrawn';
