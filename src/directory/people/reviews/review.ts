import type { HeldRole } from '../../../platform/access/index.ts';

/** What a review of somebody’s access says. */
export const VERDICTS = { confirmed: 'Confirmed', 'to-change': 'To change' } as const;

/** The name of a verdict. */
export type Verdict = keyof typeof VERDICTS;

/** That somebody entitled looked at what a person may do. */
export interface Review {
  id: string;
  /** The calendar year it counts for. */
  year: string;
  /** The roles that stood at that moment. */
  roles: readonly HeldRole[];
  verdict: Verdict;
  /** What to change; null where nothing. */
  words: string | null;
  /** Name of the reviewer. */
  reviewedBy: string;
  reviewedAt: Date;
}

/** A person in a year’s review. */
export interface ReviewLine {
  id: string;
  name: string;
  email: string;
  job: string | null;
  agencyName: string;
  /** Held on the day that the year is judged by: today, or the last of a year that is over. */
  roles: readonly HeldRole[];
  /** The newest review of the year. */
  review: Omit<Review, 'year'> | null;
}

/** How far an agency is with a year’s review. */
export interface Progress {
  agency: string;
  agencyName: string;
  people: number;
  reviewed: number;
  /** Of those, with something to change. */
  toChange: number;
}

/** Which part of a year’s people is listed. */
export type Shown = 'to-review' | 'reviewed';

/** Whether somebody’s roles are others than those that were reviewed. */
export function changedSince({ roles, review }: ReviewLine): boolean {
  return review !== null && [...roles].sort().join() !== [...review.roles].sort().join();
}
