/**
 * What pages, downloads, the command line and the yearly report see of the snapshot. A view carries a value only inside
 * `{ shown: 'value' }`: where the audience may not see it, the number is not in the object at all (product rule 12).
 */

/** Who will read it: anyone at all, or the partnership's own people. */
export type Audience = 'public' | 'partnership';

/** Why a value is withheld: it is itself 1 to 5, or it would let such a number be worked out. */
export type WithheldBecause = 'small-number' | 'protects-small-number';

/** What may be shown of one value: the value, that it is withheld and why, or that nobody knows it (rule 2). */
export type Shown =
  | { readonly shown: 'value'; readonly value: number; readonly about: boolean }
  | { readonly shown: 'suppressed'; readonly why: WithheldBecause }
  | { readonly shown: 'not-known'; readonly words: string };

/** An area as pages name it. */
export interface AreaRef {
  code: string;
  name: string;
  shortName: string;
  kind: string;
}

/** What an indicator means, apart from any value. */
export interface IndicatorView {
  code: string;
  title: string;
  definition: string;
  /** In words. */
  numerator: string | null;
  /** In words. */
  denominator: string | null;
  /** One of the units of `words.ts`, for example `children`. */
  unit: string;
  periodKind: 'in-year' | 'at-date' | 'not-stated';
  owner: string;
  edition: string;
  decimals: number;
  /** Code of the indicator of which this one counts a part. */
  partOf: string | null;
  suppression: 'small-numbers' | 'none';
  suppressionBecause: string;
}

/** Something a reader must know before relying on a figure. */
export interface NoteView {
  key: string;
  kind: 'period' | 'definition' | 'missing' | 'arithmetic' | 'precision' | 'source';
  words: string;
  /** True when the note stands beside every figure of an area and period, so that a page may say it once. */
  wide: boolean;
}

/** A figure of another area that the source itself sets beside this one. */
export interface ComparatorView {
  key: string;
  /** For example "England". */
  against: string;
  shown: Shown;
  /** Ready to print: the value with its unit, or that it is not shown. */
  text: string;
  note: string | null;
  source: SourceView;
}

/** A rate, share or ratio worked out from two figures, rounded half up. */
export interface ComputedView {
  code: string;
  title: string;
  definition: string;
  unit: string;
  decimals: number;
  shown: Shown;
  /** Ready to print, without the unit: "89.5". */
  text: string;
  /** How it was worked out, in words that hold no withheld number. */
  working: string;
}

/** What is published for what was counted from a return, and how the two stand to each other. */
export interface PublishedBeside {
  /** The publisher's own name of it. */
  measure: string;
  /** The period as the publisher names it. */
  period: string;
  /** Whether it is the period of the return. */
  samePeriod: boolean;
  /** With its unit, or what stands in its place. */
  text: string;
  /** "14 fewer than published": null where there is nothing to compare. */
  difference: string | null;
  /** Why the two differ, one sentence each; empty where they do not. */
  because: string[];
}

/** The document and place a figure was taken from. */
export interface SourceView {
  key: string | null;
  title: string;
  place: string | null;
  /** Title and place as one string. */
  text: string;
}

/** One figure of one area as it may be shown. */
export interface FigureView {
  /** Row of the figure's current version; `/figures/<id>` opens its provenance. */
  id: number;
  indicator: IndicatorView;
  lineKey: string;
  lineTitle: string;
  area: AreaRef;
  /** As stored: 2021-22, 2022-03-31, 2021-01, 2021, 2025-08-01/2026-01-31 or not-stated. */
  period: string;
  /** In words: "April 2021 to March 2022", "31 March 2022", "no date given". */
  periodWords: string;
  accountYear: string;
  shown: Shown;
  /** Ready to print, with the unit where a bare number would mislead: "1,970", "about 20,108", "39.5%", "1 to 5, not shown". */
  text: string;
  computed: ComputedView[];
  comparators: ComparatorView[];
  /** What is published for the same period, beside a figure that was counted from a return and is shown. */
  published: PublishedBeside[];
  notes: NoteView[];
  source: SourceView;
  /** 1 for a figure that never changed. */
  version: number;
}

/** A published series that stands beside a line. */
export interface PublishedLinkView {
  measureId: string;
  measure: string;
  breakdown: string;
  unit: string;
  /** What must be said about the difference between the series and the line. */
  says: string;
}

/** One line of an area's snapshot: usually one figure. */
export interface AreaLine {
  key: string;
  title: string;
  figures: FigureView[];
  published: PublishedLinkView[];
}

/** A heading of the snapshot with its lines. */
export interface AreaGroup {
  key: string;
  title: string;
  says: string | null;
  lines: AreaLine[];
}

/** One area's snapshot of one year. */
export interface AreaSnapshot {
  area: AreaRef;
  year: string;
  audience: Audience;
  groups: AreaGroup[];
  /** Each period that stands in the snapshot, most frequent first, with how many figures state it. */
  periods: { period: string; words: string; figures: number }[];
  /** Notes that hold for every figure of the area and a period, once each. */
  notes: NoteView[];
  counts: FigureCounts;
}

/** How many figures are shown, withheld and not known. */
export interface FigureCounts {
  shown: number;
  withheld: number;
  notKnown: number;
}

/** A partnership figure made from the areas' figures, or the plain reason why there is none. */
export type Joined =
  | {
      joined: true;
      shown: Shown;
      text: string;
      period: string;
      periodWords: string;
      computed: ComputedView[];
      /** Which figures were added. */
      from: number[];
    }
  | { joined: false; code: NotJoinedCode; reason: string };

/** Why a line has no partnership figure. */
export type NotJoinedCode =
  | 'never'
  | 'different-definitions'
  | 'different-periods'
  | 'period-not-stated'
  | 'not-known'
  | 'missing'
  | 'withheld';

/** One line of the side-by-side page. */
export interface SideBySideLine {
  key: string;
  title: string;
  /** One cell an area, in the order of `SideBySide.areas`; a line may hold several figures of one area, or none. */
  cells: { area: AreaRef; figures: FigureView[] }[];
  /** Figures that the source states for the whole partnership. */
  stated: FigureView[];
  joined: Joined;
  published: PublishedLinkView[];
}

/** Both areas beside each other. */
export interface SideBySide {
  year: string;
  audience: Audience;
  areas: AreaRef[];
  partnership: AreaRef | null;
  groups: { key: string; title: string; says: string | null; lines: SideBySideLine[] }[];
  counts: FigureCounts;
  joinedLines: number;
}

/** A point of a series. */
export interface OwnPoint {
  figureId: number;
  period: string;
  periodWords: string;
  accountYear: string;
  shown: Shown;
  text: string;
  /** As with the figure itself. */
  published: PublishedBeside[];
  /** Difference from the area's point of the period before, where both are shown. */
  change: { since: string; by: number; percent: number | null; text: string } | null;
}

/** A point of a published series. `value` is null where the publisher gives none; `flag` then holds the publisher's mark. */
export interface PublishedPoint {
  period: string;
  value: number | null;
  flag: string | null;
  /** The mark in words. */
  flagWords: string | null;
}

/** One area's published series. */
export interface PublishedAreaSeries {
  area: { code: string; name: string };
  points: PublishedPoint[];
}

/** A published measure in one breakdown, for every area that has it. */
export interface PublishedSeries {
  measureId: string;
  measure: string;
  breakdown: string;
  sources: string[];
  /** All periods in order, so that tables and charts of several areas share one axis. */
  periods: string[];
  series: PublishedAreaSeries[];
  /** Set when the file names several rows alike: they cannot be told apart, so no series is drawn. */
  ambiguous: string | null;
}

/** One line of the snapshot, or one indicator of it, over time. */
export interface IndicatorOverTime {
  /** What was asked for: the line's title, or the indicator's. */
  title: string;
  line: { key: string; title: string; groupTitle: string };
  audience: Audience;
  indicators: IndicatorView[];
  own: { area: AreaRef; indicatorCode: string; unit: string; points: OwnPoint[] }[];
  /** The figures behind the latest year's points, with comparators and notes. */
  figures: FigureView[];
  published: { link: PublishedLinkView; series: PublishedSeries }[];
  notes: NoteView[];
}

/** A version of a figure that a later one stands beside. */
export interface EarlierVersion {
  version: number;
  shown: Shown;
  text: string;
  source: SourceView;
  loadedBy: string;
  recordedAt: Date;
}

/** Everything that is known about where one figure came from. */
export interface FigureProvenance {
  figure: FigureView;
  audience: Audience;
  record: { kind: 'figure'; key: string };
  source: SourceView & {
    publisher: string | null;
    published: string | null;
    covers: string | null;
    url: string | null;
    licence: string | null;
    note: string | null;
  };
  loadedBy: string;
  /** Names of the files of the load, as they were given. */
  files: string[];
  recordedAt: Date;
  version: number;
  /** Newest first. */
  earlier: EarlierVersion[];
}

/** A published measure in a list. */
export interface PublishedMeasure {
  measureId: string;
  measure: string;
  breakdown: string;
  firstPeriod: string;
  lastPeriod: string;
  rows: number;
  areas: number;
  source: string;
}
