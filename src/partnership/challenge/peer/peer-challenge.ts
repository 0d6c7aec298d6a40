import type { HeldRole } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { PartyName } from '../disagreement/disagreement.ts';

/** On what one agency challenges another: a record of Kith, or practice. */
export const SUBJECTS = {
  objective: 'An objective of the partnership',
  priority: 'A priority',
  theme: 'A theme that keeps coming back',
  recommendation: 'A recommendation',
  review: 'A practice review',
  audit: 'A multi-agency audit',
  practice: 'How the agency works otherwise',
} as const;

/** The name of a kind of subject. */
export type SubjectKind = keyof typeof SUBJECTS;

/** One thing that a challenge can be about, as it is called today. */
export interface Subject {
  kind: SubjectKind;
  /** Null for practice. */
  key: string | null;
  words: string;
}

/** What the agency that was asked makes of a challenge. */
export const RESULTS = {
  accepted: 'Accepted',
  'in-part': 'Accepted in part',
  'not-accepted': 'Not accepted',
} as const;

/** The name of a result. */
export type PeerResult = keyof typeof RESULTS;

/** Where a challenge stands. */
export type PeerState = 'waiting' | 'replied' | 'changed' | 'closed' | 'withdrawn';

/** What a form says of a new challenge. */
export interface GivenPeerChallenge {
  otherAgency: string;
  askedId: string | null;
  subject: Subject;
  theme: string | null;
  words: string;
  replyBy: PlainDate;
}

/** A challenge as it is stored. */
export interface PeerChallenge {
  id: string;
  /** PCH-2026-0001 */
  reference: string;
  agency: string;
  agencyName: string;
  owner: PartyName;
  /** In which role it was raised: the independent scrutineer speaks for no agency. */
  raisedAs: HeldRole;
  raisedOn: PlainDate;
  otherAgency: string;
  otherAgencyName: string;
  asked: PartyName | null;
  aboutKind: SubjectKind;
  aboutKey: string | null;
  aboutWords: string;
  theme: string | null;
  themeName: string | null;
  words: string;
  replyBy: PlainDate;
  state: PeerState;
  result: PeerResult | null;
  reply: string | null;
  repliedOn: PlainDate | null;
  repliedBy: PartyName | null;
  whatChanged: string | null;
  endedOn: PlainDate | null;
  endedBy: PartyName | null;
  endedWords: string | null;
  version: number;
  /** What the yearly report says of it; null while nothing is written. */
  summary: { published: boolean; words: string; reportYear: string } | null;
}

/** Who challenges, as everybody may read it: an agency, or the scrutineer. */
export function raisedByInWords(of: Pick<PeerChallenge, 'raisedAs' | 'agencyName'>): string {
  return of.raisedAs === 'scrutineer' ? 'The independent scrutineer' : of.agencyName;
}

/** "Accepted and changed", "Not accepted": what came of it so far; null while nobody has replied. */
export function resultInWords({ state, result }: Pick<PeerChallenge, 'state' | 'result'>): string | null {
  if (state === 'withdrawn') return 'Withdrawn';
  if (result === null) return null;
  if (state !== 'changed') return RESULTS[result];
  return result === 'accepted' ? 'Accepted and changed' : `${RESULTS[result]}, and that part changed`;
}

/** Where one challenge stands. */
export function peerHref(id: string): string {
  return `/challenge/peer/${id}`;
}
