import type { PlainDate } from '../../../platform/clocks/index.ts';

/** Where a recommendation comes from. */
export const SOURCES = {
  'practice-review': 'A published practice review',
  audit: 'A multi-agency audit',
  decision: 'A meeting’s decision',
  scrutiny: 'Scrutiny',
  'national-review': 'A national review',
  other: 'Something else',
} as const;

/** The kind of a source. */
export type SourceKind = keyof typeof SOURCES;

/** What the agencies answered. */
export const RESPONSES = {
  waiting: 'No answer yet',
  accepted: 'Accepted',
  'in-part': 'Accepted in part',
  'not-accepted': 'Not accepted',
} as const;

/** The name of an answer. */
export type Response = keyof typeof RESPONSES;

/** A recommendation as its form gives it. */
export interface GivenRecommendation {
  words: string;
  /** The day on which its source made it; not ahead. */
  madeOn: PlainDate;
  source: {
    kind: SourceKind;
    /** Key of a published review or audit, number of a decision; null where the words say all. */
    id: string | null;
    words: string;
  };
  /** Keys of the agencies whose it is. */
  agencies: readonly string[];
  response: Response;
  /** Needed where it is accepted in part or not at all. */
  responseWhy: string | null;
  /** The day of the answer; null while there is none. */
  respondedOn: PlainDate | null;
}

/** A recommendation as its own pages show it. */
export interface Recommendation extends GivenRecommendation {
  id: string;
  reference: string;
  /** Key of the agency that entered it. */
  agency: string;
  ownerId: string;
  ownerName: string;
  version: number;
  madeAt: Date;
  published: boolean;
  agencyNames: readonly { key: string; name: string }[];
}
