import type { PlainDate } from '../../../platform/clocks/index.ts';

/** What somebody is in a group. */
export const PARTS = {
  chair: 'Chair',
  member: 'Member',
  deputy: 'Deputy',
  adviser: 'Adviser, without a vote',
} as const;

/** The name of a part in a group. */
export type Part = keyof typeof PARTS;

/** A membership as a form gives it. */
export interface GivenMember {
  /** Number of somebody who works with Kith; null for a named seat. */
  personId: string | null;
  /** "Head teacher, secondary schools": what is filled, where nobody of Kith fills it by name, or beside the name. */
  seat: string | null;
  /** Key of the agency for which they sit there. */
  agency: string;
  part: Part;
  /** Whether their agency has a vote through them. */
  voting: boolean;
  /** The membership that they stand in for; for a deputy. */
  deputyFor: string | null;
  from: PlainDate;
  because: string;
}

/** A membership as it is stored. */
export interface Member extends GivenMember {
  id: string;
  groupKey: string;
  agencyName: string;
  /** Name of the person; null for a seat. */
  personName: string | null;
  /** The day on which they left their agency's work with Kith; null while they are there. */
  leftOn: PlainDate | null;
  until: PlainDate | null;
  endedBecause: string | null;
}

/** Somebody who may be chosen as a member. */
export interface Candidate {
  id: string;
  name: string;
  agency: string;
  agencyName: string;
}

/** How a member is called on pages: their name, else their seat. */
export function called({ personName, seat }: Pick<Member, 'personName' | 'seat'>): string {
  return personName ?? seat ?? 'A seat without a name';
}
