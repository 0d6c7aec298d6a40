import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import { keyText, orderedIn, type RecordKind, recordKind, words } from '../../platform/records/index.ts';

type Tables = {
  objective_tie: {
    key: string;
    objective: string;
    record_kind: TiedKind;
    record_key: string;
    because: string;
    position: number;
  };
};

const TIED = ['priority', 'practice-review', 'audit'] as const;

/** A kind of published record that can have been work for an objective. */
export type TiedKind = (typeof TIED)[number];

const tie = z.strictObject({
  objective: keyText.describe('Key of the objective or pillar.'),
  kind: z.enum(TIED).describe('Which kind of record was work for it.'),
  record: keyText.describe('Key of that record.'),
  because: words.describe('Why it counts as work for it, in a sentence.'),
});

/** Which published record was work for which objective or pillar (inventory row 18). */
export const objectiveKinds: readonly RecordKind[] = [
  recordKind({
    kind: 'objective-tie',
    heading: 'objective-ties',
    about: 'That a priority, review or audit was work for an objective or pillar, and why.',
    schema: tie,
    key: (one) => `${one.objective}|${one.kind}|${one.record}`,
    references: (one) => [
      { kind: 'statement', key: one.objective, path: ['objective'] },
      { kind: one.kind, key: one.record, path: ['record'] },
    ],
    save: async (trx, one, _provenance, position) => {
      const key = `${one.objective}|${one.kind}|${one.record}`;
      const row = {
        objective: one.objective,
        record_kind: one.kind,
        record_key: one.record,
        because: one.because,
        position,
      };
      await trx
        .withTables<Tables>()
        .insertInto('objective_tie')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
    reorder: orderedIn('objective_tie'),
  }),
];

/** A published record that was work for an objective, and why. */
export interface Tie {
  key: string;
  objective: string;
  kind: TiedKind;
  record: string;
  because: string;
}

/** All of them, in the order of the files. */
export async function listTies(db: Db): Promise<Tie[]> {
  return db
    .withTables<Tables>()
    .selectFrom('objective_tie')
    .select(['key', 'objective', 'record_kind as kind', 'record_key as record', 'because'])
    .orderBy('objective')
    .orderBy('position')
    .orderBy('key')
    .execute();
}
