import type { PlainDate } from '../../platform/clocks/index.ts';

/** Where an action came from, when it is not by itself. */
export const ORIGINS = {
  decision: 'A decision',
  meeting: 'A meeting',
  challenge: 'A challenge',
  'practice-review': 'A practice review',
  audit: 'A multi-agency audit',
  scrutiny: 'Scrutiny',
  other: 'Something else',
} as const;

/** The kind of an origin. */
export type OriginKind = keyof typeof ORIGINS;

/** What an action came from. `id` is the number or key of a record of Kith, null where the words say all. */
export interface Origin {
  kind: OriginKind;
  id: string | null;
  words: string;
}

/** How it will be seen whether an action helped. */
export const SEEN_BY = {
  indicator: 'A figure',
  'audit-question': 'A question in an audit',
  feedback: 'What children, families or practitioners say',
} as const;

/** The way in which a change is seen. */
export type SeenBy = keyof typeof SEEN_BY;

/** The impact test: what should change, how it will be seen, and when somebody looks. Product rule 6. */
export interface ImpactTest {
  change: string;
  seenBy: SeenBy;
  /** Which figure, which question, whose feedback. */
  seenWords: string;
  lookOn: PlainDate;
}

/** What somebody else found when they looked whether an action helped. */
export const VERDICTS = {
  improved: 'Improved',
  'no-change': 'No change',
  worse: 'Worse',
  'cannot-tell': 'Cannot tell',
} as const;

/** The name of a verdict. */
export type Verdict = keyof typeof VERDICTS;

/** Where an action stands. */
export type ActionState = 'open' | 'done' | 'made-a-difference' | 'looked-at' | 'not-needed';

/** What `giveAction` takes. */
export interface GivenAction {
  /** One line: what is to be done. */
  title: string;
  /** What it means, for whoever has it. */
  words: string;
  /** Number of the person who has it, who must be at work on the day it is given. */
  ownerId: string;
  /** Not before the day it is given. */
  dueOn: PlainDate;
  origin: Origin | null;
  /** Number of the recommendation under which it stands. */
  recommendationId: string | null;
  /** Number of the earlier action that did not help, or not enough. */
  followsId?: string | null;
  /** Keys of objectives and pillars of the arrangements. */
  objectives: readonly string[];
  /** Key of a priority. */
  priority: string | null;
  /** Keys of themes. */
  themes?: readonly string[];
  /** What should change and how it will be seen; null where that is said when it is done. */
  expectedChange: ImpactTest | null;
}

/** An action as its own pages show it. */
export interface ActionRecord {
  id: string;
  reference: string;
  /** Key of the agency for which its owner has it. */
  agency: string;
  agencyName: string;
  ownerId: string;
  ownerName: string;
  /** The last day of the owner's account; null while no end is known. */
  ownerLeftOn: PlainDate | null;
  version: number;
  madeAt: Date;
  changedAt: Date;
  title: string;
  words: string;
  givenBy: string;
  givenByName: string;
  givenOn: PlainDate;
  dueOn: PlainDate;
  firstDueOn: PlainDate;
  origin: Origin | null;
  recommendation: { id: string; reference: string; words: string } | null;
  follows: { id: string; reference: string; title: string } | null;
  followedBy: readonly { id: string; reference: string; title: string; state: ActionState }[];
  objectives: readonly { key: string; words: string }[];
  priority: { key: string; title: string } | null;
  themes: readonly { key: string; name: string }[];
  state: ActionState;
  asked: { dueOn: PlainDate; why: string } | null;
  test: ImpactTest | null;
  done: { evidence: string; on: PlainDate; by: string; byName: string } | null;
  look: { verdict: Verdict; found: string; on: PlainDate; by: string; byName: string } | null;
  ended: { on: PlainDate; why: string } | null;
  passedOnBy: string | null;
  published: boolean;
  steps: readonly ActionStep[];
  chases: readonly Chase[];
}

/** One thing that happened to an action. */
export interface ActionStep {
  /** What was done, as the process names it; `given` for the first. */
  doing: string;
  byName: string;
  at: Date;
  words: string | null;
  verdict: Verdict | null;
  dueFrom: PlainDate | null;
  dueTo: PlainDate | null;
  ownerFrom: string | null;
  ownerTo: string | null;
}

/** One reminder that was sent. */
export interface Chase {
  step: ChaseStep;
  forDay: PlainDate;
  at: Date;
  /** Names of those who were told; none where there was nobody. */
  told: readonly string[];
  /** The name of somebody who has left, in whose place they were told. */
  insteadOf: string | null;
}

/** Reminders, in the order in which they come. */
export type ChaseStep = 'before' | 'late' | 'senior' | 'look';
