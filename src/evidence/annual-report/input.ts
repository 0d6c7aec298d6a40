import type { Area } from '../../directory/index.ts';
import type {
  ArrangementVersion,
  Group,
  InForce,
  Lead,
  Partnership,
  SectionChange,
  Statement,
} from '../../partnership/arrangements/index.ts';
import type { Channel } from '../../partnership/engagement/index.ts';
import type { Budget, BudgetFigures } from '../../partnership/finance/index.ts';
import type { Audit, PracticeReview, Theme } from '../../partnership/learning/index.ts';
import type { Priority } from '../../partnership/priorities/index.ts';
import type { TrainingOffer } from '../../partnership/training/index.ts';
import type { SideBySide } from '../snapshot/index.ts';
import type { Account } from './account.ts';
import type { Content, Verdict } from './records.ts';

/** Where a record was taken from. */
export interface Origin {
  /** Title of the source document, or null for words written in Kith itself. */
  source: string | null;
  place: string | null;
  version: number;
}

/** A guidance edition with its requirements in their order. */
export interface EditionInput {
  key: string;
  title: string;
  from: string;
  until: string | null;
  note: string | null;
  requirements: readonly RequirementInput[];
}

/** One thing the guidance asks of the report. */
export interface RequirementInput {
  key: string;
  edition: string;
  number: number;
  title: string;
  words: string;
  headChecked: 'verified' | 'recalled';
  wordingChecked: 'verified' | 'recalled';
  basis: string;
}

/** The partnership's own judgement of one requirement for one year. */
export interface AnswerInput {
  key: string;
  requirement: string;
  verdict: Verdict;
  words: string;
  missing: string | null;
  judge: string;
  /** It was judged in Kith, where it has a history; else a year file says it. */
  inKith?: true;
}

/** A section as the partnership set it up. */
export interface SectionInput {
  key: string;
  content: Content;
  title: string;
  from: string;
  answers: readonly string[];
}

/** A passage somebody wrote. Paragraphs are parted by an empty line. */
export interface PassageInput {
  key: string;
  content: Content;
  author: string;
  words: string;
}

/** Published arrangements as a year’s report tells of them. */
export interface ArrangementsInput {
  inForce: ArrangementVersion | null;
  /** Versions that came into force in the year, each with what it changed; null for a first one, which changed nothing. */
  revised: readonly { version: ArrangementVersion; sections: readonly SectionChange[] | null }[];
}

/** Everything a report is assembled from: plain values, already cut to what the audience may see. */
export interface ReportInput {
  year: string;
  audience: 'public' | 'partnership';
  /** The records are the shipped demonstration, so the report is not the partnership's own. */
  demonstration: boolean;
  partnership: Partnership;
  areas: readonly Area[];
  /** Who stood in the arrangements at some time of the year. */
  standing: readonly InForce[];
  /** The published arrangements in force when the year ended, and what changed in the year; published versions alone. */
  arrangements: ArrangementsInput;
  /** Published leads on issues that were in force at some time of the year. */
  leads: readonly Lead[];
  /** The money of the year, where it is published. */
  finance: { budget: Budget; figures: BudgetFigures } | null;
  /** What was decided, done and challenged in the year, as far as it is published. */
  account: Account;
  statements: readonly Statement[];
  groups: readonly Group[];
  priorities: readonly Priority[];
  nextPriorities: readonly Priority[];
  reviews: readonly PracticeReview[];
  audits: readonly Audit[];
  /** Themes with the sightings of this year alone. */
  themes: readonly Theme[];
  offers: readonly TrainingOffer[];
  channels: readonly Channel[];
  snapshot: SideBySide;
  sections: readonly SectionInput[];
  /** Whether somebody set these sections up; else they are the standard ones, and nobody has written anything. */
  ownSections: boolean;
  passages: readonly PassageInput[];
  editions: readonly EditionInput[];
  answers: readonly AnswerInput[];
  /** Where each record was taken from, by `kind:key`. */
  origins: ReadonlyMap<string, Origin>;
}
