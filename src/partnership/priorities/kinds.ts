import { type RecordKind, recordKind } from '../../platform/records/index.ts';
import { priority } from './priority.ts';
import { findSharedNumbers, savePriority } from './repository.ts';

/** The kind of record that a priority is. */
export const priorityKinds: readonly RecordKind[] = [
  recordKind({
    kind: 'priority',
    heading: 'priorities',
    about: 'One priority of one year: what it was to bring, what was done and what came of it.',
    schema: priority,
    key: (one) => one.key,
    needs: ['partnership', 'year'],
    save: (trx, one, { partnership, year }) => {
      if (partnership === null || year === null) throw new Error('A priority was let through without year.');
      return savePriority(trx, one, { partnership, year });
    },
    verify: findSharedNumbers,
  }),
];
