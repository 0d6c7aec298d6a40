import type { Audit, LearningPoint, PracticeReview, ReviewAction } from './repository.ts';

/** A review or audit as a column of the table of themes. */
export interface LearningSource {
  kind: 'practice-review' | 'audit';
  key: string;
  title: string;
  year: string;
}

/** A theme with how often each source speaks of it: as something to learn or to develop, and apart from that as a strength. */
export interface ThemeRow {
  key: string;
  name: string;
  /** Learning points and findings to develop, in the order of the sources. Actions are not counted: they answer a theme. */
  times: number[];
  total: number;
  /** In how many sources it is something to learn or to develop. */
  sources: number;
  /** Findings of what works well, in the order of the sources. */
  strongTimes: number[];
  strengths: number;
  /** How many actions carry it. */
  actions: number;
}

/** An action with the review that led to it and its place there, counted from 1. */
export interface PlacedAction {
  action: ReviewAction;
  review: { key: string; label: string };
  place: number;
}

/** The sources of learning, reviews first. */
export function sourcesOf(reviews: readonly PracticeReview[], audits: readonly Audit[]): LearningSource[] {
  return [
    ...reviews.map(({ key, label, year }) => ({ kind: 'practice-review' as const, key, title: label, year })),
    ...audits.map(({ key, title, year }) => ({ kind: 'audit' as const, key, title, year })),
  ];
}

/** All actions of the reviews, in their order. */
export function actionsOf(reviews: readonly PracticeReview[]): PlacedAction[] {
  return reviews.flatMap((review) =>
    review.actions.map((action, at) => ({ action, review: { key: review.key, label: review.label }, place: at + 1 })),
  );
}

/**
 * Themes by source, the one that most sources have something to learn of first; equal ones keep the order of `themes`. A
 * strength never moves a theme up: it is no reason to act.
 */
export function themeTable(
  themes: readonly { key: string; name: string }[],
  reviews: readonly PracticeReview[],
  audits: readonly Audit[],
): ThemeRow[] {
  const toLearn = [...reviews.map((review) => review.learning), ...audits.map((audit) => audit.toDevelop)];
  const strong = [...reviews.map((): LearningPoint[] => []), ...audits.map((audit) => audit.workingWell)];
  const actions = actionsOf(reviews);
  const carries = (point: LearningPoint, key: string) => point.themes.some((theme) => theme.key === key);
  const timesIn = (points: readonly LearningPoint[][], key: string) =>
    points.map((of) => of.filter((point) => carries(point, key)).length);
  return themes
    .map(({ key, name }) => {
      const times = timesIn(toLearn, key);
      const strongTimes = timesIn(strong, key);
      return {
        key,
        name,
        times,
        total: summed(times),
        sources: times.filter((one) => one > 0).length,
        strongTimes,
        strengths: summed(strongTimes),
        actions: actions.filter(({ action }) => carries(action, key)).length,
      };
    })
    .toSorted((a, b) => b.sources - a.sources || b.total - a.total);
}

/** The themes that came back: more than one review or audit has something to learn or to develop of each. */
export function returningThemes<Row extends Pick<ThemeRow, 'sources'>>(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.sources > 1);
}

function summed(times: readonly number[]): number {
  return times.reduce((sum, one) => sum + one, 0);
}
