import type { PlainDate } from '../../platform/clocks/index.ts';

/** What a test found, in words: four points, and no score. Inventory row 26. */
export const FINDINGS = {
  'in-practice': 'Carried out, and seen in practice',
  'effect-not-seen': 'Carried out, effect not seen',
  partly: 'Partly carried out',
  'not-carried-out': 'Not carried out',
} as const;

/** The name of a finding. */
export type Finding = keyof typeof FINDINGS;

/** What is tested. */
export const TESTED = {
  recommendation: 'Recommendation',
  review: 'Practice review',
  audit: 'Multi-agency audit',
} as const;

/** The name of what is tested. */
export type TestedKind = keyof typeof TESTED;

/** One thing that can be tested, as it is called today. */
export interface TestSubject {
  kind: TestedKind;
  key: string;
  /** Place of the point within the review or audit; null for a recommendation. */
  place: number | null;
  /** "Child O: agencies were to …". */
  words: string;
  /** The review or audit it stands in, or the recommendation's source. */
  from: string;
}

/** What a form says of a test. */
export interface GivenTest {
  claimed: string;
  evidence: string;
  finding: Finding;
  found: string;
  testedOn: PlainDate;
  nextLookOn: PlainDate | null;
}

/** A test of implementation as it is stored. */
export interface ScrutinyTest extends GivenTest {
  id: string;
  ownerId: string;
  ownerName: string;
  aboutKind: TestedKind;
  aboutKey: string;
  aboutPlace: number | null;
  aboutWords: string;
  published: boolean;
  reportYear: string;
  version: number;
}

/** With whom the scrutineer spoke. */
export const VISITS = {
  'walk-round': 'Walk-round',
  practitioners: 'Conversation with practitioners',
  children: 'Conversation with children or young people',
  parents: 'Conversation with parents or carers',
  other: 'Something else',
} as const;

/** The name of a form of visit. */
export type VisitForm = keyof typeof VISITS;

/** What a form says of a visit. */
export interface GivenVisit {
  visitedOn: PlainDate;
  form: VisitForm;
  place: string;
  heard: string;
  shared: boolean;
}

/** A walk-round or conversation as it is stored. Without names. */
export interface ScrutinyVisit extends GivenVisit {
  id: string;
  ownerId: string;
  ownerName: string;
}

/** Where a statement stands. */
export type StatementState = 'draft' | 'signed' | 'published' | 'replaced';

/** One edition of a yearly statement. */
export interface ScrutinyStatement {
  id: string;
  ownerId: string;
  ownerName: string;
  /** 2026-27: April to March. */
  reportYear: string;
  edition: number;
  state: StatementState;
  words: string;
  signedAt: Date | null;
  publishedAt: Date | null;
  version: number;
}

/** "2026-27" for a day: reports cover April to March. */
export function reportYearOf(day: PlainDate): string {
  const year = Number(day.slice(0, 4));
  const begins = day.slice(5) >= '04-01' ? year : year - 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
}

/** Whether a text is a year of report: two years that follow each other. */
export function isReportYear(text: string): boolean {
  const found = /^(\d{4})-(\d{2})$/.exec(text);
  return found !== null && (Number(found[1]) + 1) % 100 === Number(found[2]);
}
