import { sql } from 'kysely';
import { z } from 'zod';
import { PlainError } from '../../src/platform/plain-error.ts';
import {
  keyText,
  oneLine,
  orderedIn,
  type RecordKind,
  recordKind,
  refuseLoops,
  words,
} from '../../src/platform/records/index.ts';

/** Titles at which a sample ship refuses to be saved, each in another way. */
export const REFUSED = { plainly: 'Refused plainly', byTheDatabase: 'Refused by the database', defect: 'A defect' };

const nameable = z.strictObject({ key: keyText, title: oneLine, publisher: oneLine, note: words.optional() });

const ship = z.strictObject({
  key: keyText,
  name: oneLine,
  rig: z.enum(['sloop', 'schooner', 'barque']),
  tonnes: z.number().int().min(1).max(5000).optional(),
  afloat: z.boolean().optional(),
  'sister-of': keyText.optional(),
  crew: z.array(z.strictObject({ role: oneLine, port: keyText.optional() })).default([]),
});

const port = z.strictObject({ key: keyText, name: oneLine });

/**
 * Kinds of record from outside the field, for tests of the loader itself: sources, ports and ships. Ports and ships are
 * kept in the tables of agencies, which have the columns they need.
 */
export const sampleKinds: readonly RecordKind[] = [
  recordKind({
    kind: 'source',
    heading: 'sources',
    about: 'Where it was written.',
    schema: nameable,
    key: (one) => one.key,
    save: async (trx, one) => {
      await sql`insert into source_document (key, title, publisher) values (${one.key}, ${one.title}, ${one.publisher})
        on conflict (key) do update set title = excluded.title`.execute(trx);
    },
  }),
  recordKind({
    kind: 'port',
    heading: 'ports',
    about: 'A harbour.',
    schema: port,
    key: (one) => one.key,
    save: async (trx, one, _provenance, position) => {
      await sql`insert into theme (key, name, meaning, position) values (${one.key}, ${one.name}, '', ${position})
        on conflict (key) do update set name = excluded.name, position = excluded.position`.execute(trx);
    },
    reorder: orderedIn('theme'),
  }),
  recordKind({
    kind: 'ship',
    heading: 'ships',
    about: 'A ship.',
    schema: ship,
    key: (one) => one.key,
    needs: ['year'],
    references: (one) => [
      ...(one['sister-of'] === undefined ? [] : [{ kind: 'ship', key: one['sister-of'], path: ['sister-of'] }]),
      ...one.crew.flatMap((member, index) =>
        member.port === undefined ? [] : [{ kind: 'port', key: member.port, path: ['crew', index, 'port'] }],
      ),
    ],
    save: async (trx, one) => {
      if (one.name === REFUSED.plainly) throw new PlainError('This ship is not seaworthy. Mend it first.');
      if (one.name === REFUSED.byTheDatabase) {
        await sql`insert into record_version (kind, key, version, body, load_id) values ('x', 'x', 0, '{}', 1)`.execute(
          trx,
        );
      }
      if (one.name === REFUSED.defect) throw new TypeError('undefined is not a ship');
      await sql`insert into agency (key, name, kind, succeeded_by) values (${one.key}, ${one.name}, ${one.rig}, ${one['sister-of'] ?? null})
        on conflict (key) do update set name = excluded.name, succeeded_by = excluded.succeeded_by`.execute(trx);
    },
    verify: refuseLoops('agency', 'succeeded_by', 'Two ships cannot each be built after the other.'),
  }),
];
