import type { Db } from '../../platform/database/connection.ts';
import { listAudits, listReviews } from '../learning/index.ts';
import type { TestSubject } from './scrutiny.ts';

/**
 * Everything on record that was to change practice, in the order of its sources: what each published review taught and what
 * each audit found to develop.
 */
export async function listTestSubjects(db: Db): Promise<TestSubject[]> {
  const [reviews, audits] = [await listReviews(db), await listAudits(db)];
  return [
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

/** The page that shows where a subject stands; none for a recommendation that has no page here. */
export function subjectHref({ kind, key }: Pick<TestSubject, 'kind' | 'key'>): string | null {
  if (kind === 'review') return `/learning/reviews/${encodeURIComponent(key)}`;
  return kind === 'audit' ? `/learning/audits/${encodeURIComponent(key)}` : null;
}
