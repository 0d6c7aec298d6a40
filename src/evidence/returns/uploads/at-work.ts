import type { CheckedReturn } from '../checked.ts';
import type { Measures } from '../cin/index.ts';
import type { FoundAt } from '../findings.ts';

/** What is to be checked. */
export interface ToCheck {
  /** Where the file lies. */
  path: string;
  /** The year of the rules, or the day. */
  rules: string;
  /** What the rules measure by as the authority holds it, for a kind that counts working days; null for the others. */
  measures: Measures | null;
}

/** A field of a row with what stands in it. */
export type RowField = readonly [name: string, value: string];

/** A row of the file as it stands. */
export interface FileRow {
  /** By number, as findings name it. */
  table: number;
  /** As findings name it, from 0. */
  row: number;
  line: number;
  fields: RowField[];
}

/** A figure that was counted from the return. */
export interface ReturnFigure {
  key: string;
  title: string;
  /** Null where it is not known: `because` then says why. */
  value: number | null;
  /** What is counted: “referrals”; `percent` for a share. */
  unit: string;
  /** Of how many it is a part, where it is a share. */
  of?: { part: number; whole: number };
  /** What exactly is counted, in one or two sentences. */
  definition: string;
  because?: string;
}

/** What else a second reading brings. */
export interface SecondReading {
  /** The reference date that the file states; null where it states none that can be read. */
  stated: string | null;
  /** The authority that the file names, as it names it; empty where it names none, null where no such file ever does. */
  authority: string | null;
  figures: ReturnFigure[];
}

/** Told how much of the work is done, from 0 to 1. */
export type Told = (done: number) => void;

/** One kind of return's checker. It holds a thread for as long as it works. */
export interface ReturnAtWork {
  check: (what: ToCheck, told: Told) => Promise<CheckedReturn>;
  /** Reads the file once more: hands over the rows at these places, and counts the figures. */
  readAgain: (
    what: ToCheck,
    places: readonly FoundAt[],
    take: (row: FileRow) => void,
    told: Told,
  ) => Promise<SecondReading>;
}
