import type { PracticeReview, Sighting } from './repository.ts';

/** "1 audit", "2 audits". */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** In how many reviews and audits something was seen: "2 practice reviews and 1 audit". Empty when in none. */
export function seenIn(reviews: number, audits: number): string {
  const parts = [
    ...(reviews ? [counted(reviews, 'practice review', 'practice reviews')] : []),
    ...(audits ? [counted(audits, 'audit', 'audits')] : []),
  ];
  return parts.join(' and ');
}

const REVIEW_KINDS: Record<PracticeReview['reviewKind'], string> = {
  'local-child-safeguarding-practice-review': 'Local child safeguarding practice review',
  'learning-review': 'Learning review',
  'rapid-review': 'Rapid review',
};

/** The kind of a review as Working Together names it. */
export function reviewKindWords(review: PracticeReview): string {
  return REVIEW_KINDS[review.reviewKind];
}

const SECTIONS: Record<Sighting['section'], { words: string; field: string }> = {
  learning: { words: 'Learning point', field: 'learning' },
  action: { words: 'Action', field: 'actions' },
  'working-well': { words: 'Working well', field: 'working_well' },
  'to-develop': { words: 'To develop', field: 'to_develop' },
};

/** What part of a review or audit a sighting stands in, in words. */
export function sectionWords(section: Sighting['section']): string {
  return SECTIONS[section].words;
}

/** The address of one point on its record's provenance page; `place` counts from 1. */
export function pointSource(provenance: string, section: Sighting['section'], place: number): string {
  return `${provenance}#${SECTIONS[section].field}-${place}`;
}

/** The address of a review's or audit's page. */
export function learningHref(kind: 'practice-review' | 'audit', key: string): string {
  return `/learning/${kind === 'audit' ? 'audits' : 'reviews'}/${key}`;
}
