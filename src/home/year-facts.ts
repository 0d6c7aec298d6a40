/**
 * What the home page needs to know of a year, gathered from every module by `service.ts`. Counts only, and the names
 * by which a reader finds the record.
 */
export interface YearFacts {
  year: string;
  priorities: PriorityFacts[];
  /** The year after, where it has priorities on record. */
  nextYear: { year: string; priorities: { key: string; title: string }[] } | null;
  reviews: { key: string; label: string }[];
  audits: { key: string; title: string; repeatDue: string | null }[];
  actions: { owner: string | null; due: string | null }[];
  /** Every theme; the one that most reviews and audits have something to learn of first. */
  themes: ThemeFacts[];
  training: number;
  channels: number;
  figures: FigureFacts | null;
  requirements: RequirementFacts | null;
}

/** How much was done under a priority, how many results its source states, and how many of them rest on a measure. */
export interface PriorityFacts {
  key: string;
  title: string;
  done: number;
  results: number;
  measured: number;
}

/** How often a theme is something to learn or to develop, where, whether an action carries it, and how often it is a strength. */
export interface ThemeFacts {
  key: string;
  name: string;
  times: number;
  reviews: number;
  audits: number;
  actions: number;
  /** Findings of what works well, and the audits that hold them. */
  strengths: number;
  strongIn: number;
}

/** How many figures of the snapshot are known, withheld and not known, and how many carry a data note. */
export interface FigureFacts {
  shown: number;
  withheld: number;
  notKnown: number;
  withNotes: number;
}

/** How the year answers what guidance asks a yearly report to say. */
export interface RequirementFacts {
  edition: string;
  answered: number;
  partly: number;
  notAnswered: number;
  /** Requirements on which nobody has given a verdict. */
  notJudged: number;
  /** Where the checklist is. */
  href: string;
}
