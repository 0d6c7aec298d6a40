import type { Audit, LearningPoint, PracticeReview, ReviewAction } from './repository.ts';

/** A review or audit as a column of the table of themes. */
export interface LearningSource {
  kind: 'practice-review' | 'audit';
  key: string;
  title: string;
  year: string;
}

/** A theme with how often each source speaks of it. */
export interface ThemeRow {
  key: string;
  name: string;
  /** In the order of the sources. Actions are not counted: they answer a theme. */
  times: number[];
  total: number;
  /** In how many sources it was seen. */
  sources: number;
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

/** Themes by source, the one seen most often first; themes seen equally often keep the order of `themes`. */
export function themeTable(
  themes: readonly { key: string; name: string }[],
  reviews: readonly PracticeReview[],
  audits: readonly Audit[],
): ThemeRow[] {
  const points: LearningPoint[][] = [
    ...reviews.map((review) => review.learning),
    ...audits.map((audit) => [...audit.workingWell, ...audit.toDevelop]),
  ];
  const actions = actionsOf(reviews);
  const carries = (point: LearningPoint, key: string) => point.themes.some((theme) => theme.key === key);
  return themes
    .map(({ key, name }) => {
      const times = points.map((of) => of.filter((point) => carries(point, key)).length);
      return {
        key,
        name,
        times,
        total: times.reduce((sum, one) => sum + one, 0),
        sources: times.filter((one) => one > 0).length,
        actions: actions.filter(({ action }) => carries(action, key)).length,
      };
    })
    .toSorted((a, b) => b.sources - a.sources || b.total - a.total);
}
