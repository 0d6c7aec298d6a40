import type { Db } from '../../../platform/database/connection.ts';
import { listRecommendations } from '../../actions/index.ts';
import { findPartnership, listStatements } from '../../arrangements/index.ts';
import { listAudits, listReviews, listThemes } from '../../learning/index.ts';
import { listPriorities, listPriorityYears } from '../../priorities/index.ts';
import type { Subject } from './peer-challenge.ts';

/** More than a partnership keeps in a decade. */
const ALL = 1000;

/** Everything on record that a challenge can be about, by kind. Practice is always possible and not listed. */
export async function listSubjects(db: Db): Promise<Subject[]> {
  const partnership = await findPartnership(db);
  const statements = partnership ? await listStatements(db, partnership.key) : [];
  const years = partnership ? await listPriorityYears(db, partnership.key) : [];
  const priorities = await Promise.all(
    years.map((year) => listPriorities(db, { partnership: partnership?.key ?? '', year })),
  );
  const recommendations = await listRecommendations(db, {
    ...{ source: null, sourceId: null, response: null, agency: null, from: 0, most: ALL },
  });
  return [
    ...recommendations.map(
      ({ id, reference, words }): Subject => ({
        ...{ kind: 'recommendation', key: id, words: `${reference}: ${words}` },
      }),
    ),
    ...statements
      .filter(({ statementKind }) => statementKind === 'objective')
      .map(({ key, words }): Subject => ({ kind: 'objective', key, words })),
    ...priorities
      .flat()
      .map(({ key, title, year }): Subject => ({ kind: 'priority', key, words: `${title} (${year})` })),
    ...(await listThemes(db)).map(({ key, name }): Subject => ({ kind: 'theme', key, words: name })),
    ...(await listReviews(db)).map(({ key, label }): Subject => ({ kind: 'review', key, words: label })),
    ...(await listAudits(db)).map(({ key, title }): Subject => ({ kind: 'audit', key, words: title })),
  ];
}

/** How a subject is named in a form's list: `priority:neglect`; `practice` for how the agency works otherwise. */
export function subjectValue({ kind, key }: Pick<Subject, 'kind' | 'key'>): string {
  return key === null ? kind : `${kind}:${key}`;
}
