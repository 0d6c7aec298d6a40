import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import { keyText, oneLine, orderedIn, type RecordKind, recordKind, words } from '../../platform/records/index.ts';
import type { ArrangementTables } from './tables.ts';
import type { Head } from './versions/version.ts';

const head = z.strictObject({
  key: keyText,
  title: oneLine,
  asks: words.describe('What is expected of it, in a sentence.'),
  edition: keyText.optional().describe('Key of the edition of guidance that expects it.'),
  checked: z
    .enum(['verified', 'recalled'])
    .describe('Whether the wording was checked in the guidance, or is remembered and still to be checked.'),
});

/** What published arrangements are expected to hold: data of the guidance, which a partnership can correct. */
export const headKind: RecordKind = recordKind({
  kind: 'arrangement-head',
  heading: 'arrangement-heads',
  about: 'Something that published arrangements are expected to hold. A version without it shows a gap.',
  schema: head,
  key: (one) => one.key,
  save: async (trx, one, _provenance, position) => {
    const row = {
      ...{ title: one.title, asks: one.asks, edition: one.edition ?? null, checked: one.checked, position },
    };
    await trx
      .withTables<ArrangementTables>()
      .insertInto('arrangement_head')
      .values({ key: one.key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  },
  reorder: orderedIn('arrangement_head'),
});

/** All of them, in their order. */
export async function listHeads(db: Db): Promise<Head[]> {
  return db
    .withTables<ArrangementTables>()
    .selectFrom('arrangement_head')
    .select(['key', 'title', 'asks', 'edition', 'checked'])
    .orderBy('position')
    .orderBy('key')
    .execute();
}
