import type { PracticeReview, Sighting } from './repository.ts';
import type { ThemeRow } from './theme-table.ts';

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

/** "once", "twice", "5 times". */
export function timesInWords(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}

/** Begins with a capital, as a sentence does. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How the themes on record divide, so that their number agrees with the table's: came back, seen once, strengths, unseen. */
export function themesInWords(themes: readonly Pick<ThemeRow, 'sources' | 'strengths'>[]): string {
  const back = themes.filter((theme) => theme.sources > 1).length;
  const once = themes.filter((theme) => theme.sources === 1).length;
  const strong = themes.filter((theme) => theme.sources === 0 && theme.strengths > 0).length;
  const unseen = themes.length - back - once - strong;
  const parts = [
    `${back} came back`,
    ...(once ? [`${once} ${once === 1 ? 'was' : 'were'} seen in one place`] : []),
    ...(strong
      ? [`${strong} ${strong === 1 ? 'was' : 'were'} seen only as ${strong === 1 ? 'a strength' : 'strengths'}`]
      : []),
    ...(unseen ? [`${unseen} ${unseen === 1 ? 'is' : 'are'} kept and not seen yet`] : []),
  ];
  return `Of ${counted(themes.length, 'theme', 'themes')} ${new Intl.ListFormat('en-GB').format(parts)}.`;
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
