import type { Db } from '../../platform/database/connection.ts';
import { listRecommendations } from '../actions/index.ts';
import { listAudits, listReviews } from '../learning/index.ts';
import type { TestSubject } from './scrutiny.ts';

/** More than a partnership keeps in a decade. */
const ALL = 1000;

/**
 * Everything on record that was to change practice: recommendations as far as the person who acts may read them, then what
 * each published review taught and what each audit found to develop.
 */
export async function listTestSubjects(db: Db): Promise<TestSubject[]> {
  const recommendations = await listRecommendations(db, {
    ...{ source: null, sourceId: null, response: null, agency: null, from: 0, most: ALL },
  });
  const [reviews, audits] = [await listReviews(db), await listAudits(db)];
  return [
    ...recommendations.map(
      ({ id, reference, words, source }): TestSubject => ({
        ...{ kind: 'recommendation', key: id, place: null, words: `${reference}: ${words}` },
        from: `Recommendations: ${source.words}`,
      }),
    ),
    ...reviews.flatMap(({ key, label, learning, actions }) =>
      [...learning, ...actions].map(
        ({ words }, place): TestSubject => ({ ...{ kind: 'review', key, place, words, from: label } }),
      ),
    ),
    ...audits.flatMap(({ key, title, toDevelop }) =>
      toDevelop.map(({ words }, place): TestSubject => ({ ...{ kind: 'audit', key, place, words, from: title } })),
    ),
  ];
}

/** How a subject is named in an address: `review:child-o:3`. */
export function subjectName({ kind, key, place }: Pick<TestSubject, 'kind' | 'key' | 'place'>): string {
  return place === null ? `${kind}:${key}` : `${kind}:${key}:${place}`;
}

const PAGES = {
  recommendation: '/work/recommendations',
  review: '/learning/reviews',
  audit: '/learning/audits',
} as const;

/** The page that shows where a subject stands. */
export function subjectHref({ kind, key }: Pick<TestSubject, 'kind' | 'key'>): string {
  return `${PAGES[kind]}/${encodeURIComponent(key)}`;
}
