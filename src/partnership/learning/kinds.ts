import { orderedIn, type Provenance, type RecordKind, recordKind } from '../../platform/records/index.ts';
import { audit, practiceReview, theme } from './learning.ts';
import { saveAudit, savePracticeReview, saveTheme } from './saving.ts';

/** The year and partnership that a kind with both `needs` stands in; the loader has seen that they are there. */
function placed({ partnership, year }: Provenance, position: number) {
  if (partnership === null || year === null) throw new Error('A record that needs a year was let through without one.');
  return { partnership, year, position };
}

function mentions(lists: Record<string, readonly { themes: readonly string[] }[]>) {
  return Object.entries(lists).flatMap(([list, points]) =>
    points.flatMap(({ themes }, at) =>
      themes.map((key, index) => ({ kind: 'theme', key, path: [list, at, 'themes', index] })),
    ),
  );
}

/** The kinds of record of learning, in the order in which they are saved. */
export const learningKinds: readonly RecordKind[] = [
  recordKind({
    kind: 'theme',
    heading: 'themes',
    about: 'A theme that returns in reviews and audits. Points and findings name themes by key.',
    schema: theme,
    key: (one) => one.key,
    save: (trx, one, _provenance, position) => saveTheme(trx, one, position),
    reorder: orderedIn('theme'),
  }),
  recordKind({
    kind: 'practice-review',
    heading: 'practice-reviews',
    about: 'A published review of practice: its learning and its actions, never its child.',
    schema: practiceReview,
    key: (one) => one.key,
    needs: ['partnership', 'year'],
    references: ({ learning, actions }) => mentions({ learning, actions }),
    save: (trx, one, provenance, position) => savePracticeReview(trx, one, placed(provenance, position)),
    reorder: orderedIn('practice_review'),
  }),
  recordKind({
    kind: 'audit',
    heading: 'audits',
    about: 'A multi-agency audit and its findings.',
    schema: audit,
    key: (one) => one.key,
    needs: ['partnership', 'year'],
    references: ({ working_well, to_develop }) => mentions({ working_well, to_develop }),
    save: (trx, one, provenance, position) => saveAudit(trx, one, placed(provenance, position)),
    reorder: orderedIn('audit'),
  }),
];
