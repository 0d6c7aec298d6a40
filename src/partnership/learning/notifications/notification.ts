import type { PlainDate } from '../../../platform/clocks/index.ts';

/** What happened to the child. */
export const OUTCOMES = { death: 'The child died', 'serious-harm': 'The child was seriously harmed' } as const;

/** The name of an outcome. */
export type Outcome = keyof typeof OUTCOMES;

/** Kinds of serious harm, as facts §1.5 lists them: long-term impairment counts, and recovery does not cancel it. */
export const HARMS = {
  physical: 'Physical harm',
  sexual: 'Sexual harm',
  emotional: 'Emotional harm',
  neglect: 'Neglect',
  'mental-health': 'Mental health',
  intellectual: 'Intellectual development',
  'emotional-development': 'Emotional development',
  social: 'Social development',
  behavioural: 'Behavioural development',
  other: 'Something else',
  'not-known': 'Not known yet',
} as const;

/** The name of a kind of harm. */
export type Harm = keyof typeof HARMS;

/** Whether abuse or neglect plays a part: the first half of the test for notifying. */
export const ABUSE = {
  known: 'Known',
  suspected: 'Suspected',
  neither: 'Neither known nor suspected',
  'not-known': 'Not known yet',
} as const;

/** What is known of abuse or neglect. */
export type Abuse = keyof typeof ABUSE;

/** An answer to a question that nobody may be able to answer yet. */
export const ANSWERS = { yes: 'Yes', no: 'No', 'not-known': 'Not known yet' } as const;

/** Yes, no, or not known. */
export type Answered = keyof typeof ANSWERS;

/** What somebody who appears in a notification is to the child. */
export const PARTS = {
  child: 'The child',
  sibling: 'Brother or sister',
  'parent-or-carer': 'Parent or carer',
  'other-adult': 'Another adult',
  professional: 'Professional',
} as const;

/** The name of a part. */
export type Part = keyof typeof PARTS;

/** Where a safeguarding partner stands on whether the criteria are met. */
export const VIEWS = {
  agrees: 'Agrees',
  disagrees: 'Disagrees',
  asked: 'Asked, no answer yet',
  'not-asked': 'Not asked yet',
} as const;

/** The name of a view. */
export type View = keyof typeof VIEWS;

/** Somebody who appears in a notification, as they were typed. */
export interface GivenPerson {
  part: Part;
  name: string;
  /** Null while not known. */
  born: PlainDate | null;
  /** E-mail address under which they work with Kith; null when they do not. */
  email: string | null;
}

/** What one partner said. */
export interface GivenView {
  /** Key of the agency. */
  agency: string;
  view: View;
  /** The day on which it was asked or said; null while not known. */
  on: PlainDate | null;
  words: string | null;
}

/** What is recorded of a serious incident, as a form gives it. `null` means that it is not known, or not done yet. */
export interface GivenNotification {
  /** Code of the area in which it happened. */
  area: string;
  /** The day on which the council became aware: day 0 of five working days. */
  awareOn: PlainDate;
  /** 2026-11-23, 2026-11 or 2026. */
  incidentOn: string | null;
  outcome: Outcome;
  harm: readonly Harm[];
  abuse: Abuse;
  lookedAfter: Answered;
  careLeaver: Answered;
  whatHappened: string;
  people: readonly GivenPerson[];
  views: readonly GivenView[];
  notifiedOn: PlainDate | null;
  panelReference: string | null;
  partnersToldOn: PlainDate | null;
  secretaryOfStateToldOn: PlainDate | null;
}

/** A notification as it is stored. */
export interface Notification extends GivenNotification {
  id: string;
  /** SIN-2026-0001 */
  reference: string;
  agency: string;
  team: string | null;
  ownerId: string;
  ownerName: string;
  sealed: boolean;
  version: number;
  madeAt: Date;
  changedAt: Date;
}

/** What a list shows of a notification. */
export interface NotificationLine {
  id: string;
  reference: string;
  areaName: string;
  agencyName: string;
  awareOn: PlainDate;
  outcome: Outcome;
  notifiedOn: PlainDate | null;
  sealed: boolean;
}

/** Names of the areas and agencies that a notification speaks of, by their codes and keys. */
export interface Names {
  areas: ReadonlyMap<string, string>;
  agencies: ReadonlyMap<string, string>;
}
