import type { HeldRole } from '../../platform/access/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';

/** Somebody who works with Kith, or did. */
export interface Person {
  id: string;
  name: string;
  /** In lower case. */
  email: string;
  /** Key of the agency they belong to. */
  agency: string;
  agencyName: string;
  team: string | null;
  job: string | null;
  joined: PlainDate;
  /** Their last day with Kith. */
  leftOn: PlainDate | null;
  /** Invented, for the demonstration alone. */
  demonstration: boolean;
  /** Counts the changes, so that two people who change them at once are noticed. */
  version: number;
}

/** What can be typed about a person. */
export type PersonDetails = Pick<Person, 'name' | 'email' | 'agency' | 'team' | 'job' | 'joined'>;

/** How a person stands with Kith, with the words of the list. */
export const PERSON_STATES = {
  invited: 'Not signed in yet',
  active: 'Active',
  locked: 'Locked',
  leaving: 'Leaving',
  left: 'Left',
} as const;

/** The name of a state. */
export type PersonState = keyof typeof PERSON_STATES;

/** A line of the list of people. */
export interface PersonLine extends Pick<Person, 'id' | 'name' | 'email' | 'agencyName' | 'job' | 'leftOn'> {
  /** Roles held today. */
  roles: readonly HeldRole[];
  state: PersonState;
  signedInAt: Date | null;
}

/** What only the page of one person tells. */
export interface PersonStanding {
  state: PersonState;
  lockedUntil: Date | null;
  signedInAt: Date | null;
  /** Sessions that are open at this moment. */
  sessions: number;
  secondFactor: boolean;
  /** Their newest invitation, if it was never used. */
  invitationEnds: Date | null;
  /** The terms of use they accepted last. */
  terms: { version: string; at: Date } | null;
}

/** Details of a person as history keeps them. */
export function fieldsOf(details: PersonDetails): Record<keyof PersonDetails, string | null> {
  const { name, email, agency, team, job, joined } = details;
  return { name, email, agency, team, job, joined };
}

/** What pages call the fields of a person, of a role held and of a review. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  name: 'Name',
  email: 'Email address',
  agency: 'Agency',
  team: 'Team',
  job: 'Job',
  joined: 'First day',
  left_on: 'Last day',
  role: 'Role',
  from: 'Role begins',
  until: 'Role’s last day',
  because: 'Reason for the role',
  ended_because: 'Reason for its end',
  year: 'Year of the review',
  roles: 'Roles that were reviewed',
  verdict: 'Verdict',
  words: 'What to change',
};
