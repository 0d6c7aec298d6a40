import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aChange, anEntry, type TamperedLedger, tamperedLedger } from '../../../test/support/tampered-ledger.ts';
import { CANONICAL_SQL } from './canonical-sql.ts';
import { placeText } from './entry.ts';
import { append, canonicalText, changesDigest, type Entry } from './index.ts';

let ledger: TamperedLedger;
beforeAll(async () => {
  ledger = await tamperedLedger(2);
});
beforeEach(() => ledger.restore());
afterAll(() => ledger.close());

const write = (entries: Entry[]) => ledger.db.transaction().execute((trx) => append(trx, ledger.keyring, entries));
const seqs = async () =>
  (await sql<{ seq: number }>`select seq from ledger_entry order by seq`.execute(ledger.superuser)).rows.map(
    (row) => row.seq,
  );

describe('an entry', () => {
  it('stands when the act stands, after the one before it', async () => {
    await write([anEntry(), anEntry()]);
    expect(await seqs()).toEqual([1, 2, 3, 4]);
    expect(await ledger.verify()).toMatchObject({ ok: true, entries: 4 });
  });

  it('leaves nothing, and no gap, when the act is undone', async () => {
    const act = ledger.db.transaction().execute(async (trx) => {
      await append(trx, ledger.keyring, [anEntry({ changes: [aChange('a', 1, 2)] })]);
      throw new Error('undone');
    });
    await expect(act).rejects.toThrow('undone');
    await write([anEntry()]);
    expect(await seqs()).toEqual([1, 2, 3]);
    expect((await ledger.verify()).ok).toBe(true);
  });

  it('waits for the one before it: fifty at once make one whole chain', async () => {
    const acts = Array.from({ length: 50 }, (_, number) => {
      const undone = number % 7 === 0;
      const act = ledger.db.transaction().execute(async (trx) => {
        await append(trx, ledger.keyring, [
          anEntry({ requestId: String(number), changes: [aChange('a', null, number)] }),
        ]);
        if (undone) throw new Error('undone');
      });
      return undone ? expect(act).rejects.toThrow('undone') : act;
    });
    await Promise.all(acts);
    expect(await ledger.verify()).toMatchObject({ ok: true, entries: 2 + 42 });
  });

  it('is under its code as it stands in the database, whatever it says', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', 'a\'b"c\\', 'line\r\nline\ttab', '🧷 3:abc', '-', '{a,b}', 'NULL', '\0'),
    );
    const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
    const entry = fc.record({
      at: fc.date({ min: new Date('1969-12-31T23:59:58Z'), max: new Date('2199-01-01'), noInvalidDate: true }),
      doing: text,
      who: text,
      personId: maybe(fc.uuid().map((id) => id.toUpperCase())),
      agency: maybe(text),
      role: maybe(text),
      purpose: maybe(text),
      kind: maybe(text),
      recordId: maybe(fc.uuid()),
      seen: maybe(fc.array(fc.uuid(), { maxLength: 3 })),
      why: maybe(text),
      requestId: maybe(text),
      sessionId: maybe(fc.uuid()),
      changes: fc.array(
        fc.tuple(maybe(fc.jsonValue()), maybe(fc.jsonValue())).map(([a, b]) => aChange('field', a, b)),
        { maxLength: 3 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), async (entries) => {
        await ledger.restore();
        await write(entries.map((own) => anEntry({ ...own, changes: own.changes.map(withoutNul) })));
        expect(await ledger.verify()).toMatchObject({ ok: true, first: null });
      }),
      { numRuns: 30 },
    );
  });

  it('has the same text here and in the database', async () => {
    const awkward = [
      anEntry({
        who: 'O’Neill "\'\\ 🧷\n',
        doing: 'é – ü',
        seen: [],
        why: '',
        agency: '-',
        role: null,
        sessionId: null,
      }),
      anEntry({
        seen: null,
        recordId: null,
        personId: null,
        kind: null,
        purpose: null,
        requestId: null,
        at: new Date(0),
      }),
      anEntry({ changes: [aChange('a', { z: 1, a: [null, 'x'] }, new Date('2026-11-23T00:00:00Z'))] }),
    ];
    await write(awkward);
    const { rows } = await sql<{ seq: number; text: string }>`
      select e.seq, ${CANONICAL_SQL} as text from ledger_entry e where e.seq > 2 order by e.seq`.execute(
      ledger.superuser,
    );
    const ours = awkward.map((one, index) =>
      canonicalText(index + 3, one, changesDigest(one.changes), ledger.keyring.ledgerKeyId),
    );
    expect(rows.map((row) => placeText(row.seq) + row.text)).toEqual(ours);
  });
});

describe('the program’s own role in the database', () => {
  it.each([
    ['change an entry', "update ledger_entry set who = 'x'"],
    ['remove an entry', 'delete from ledger_entry'],
    ['empty the ledger', 'truncate ledger_entry cascade'],
    ['change what was changed', "update field_change set field = 'x'"],
    ['remove what was changed', 'delete from field_change'],
    ['empty what was changed', 'truncate field_change'],
    ['change a checkpoint', 'update ledger_checkpoint set seq = 0'],
    ['remove a checkpoint', 'delete from ledger_checkpoint'],
    ['empty the checkpoints', 'truncate ledger_checkpoint'],
    ['stop the triggers', 'alter table ledger_entry disable trigger all'],
    ['work as if it were a copy', 'set session_replication_role = replica'],
    [
      'replace a function of the ledger',
      "create or replace function ledger_newest_key() returns text language sql as $$ select '' $$",
    ],
    ['drop a table of the ledger', 'drop table field_change'],
  ])('may not %s', async (_what, statement) => {
    const before = await ledger.verify();
    await sql
      .raw(statement)
      .execute(ledger.db)
      .catch(() => undefined);
    expect(await ledger.verify()).toEqual(before);
    expect(before.ok).toBe(true);
  });

  it('sees no entry and no changed field without saying for whom', async () => {
    await write([anEntry({ changes: [aChange('a', 1, 2)] })]);
    for (const table of ['ledger_entry', 'field_change']) {
      const { rows } = await sql`select * from ${sql.id(table)}`.execute(ledger.db);
      expect(rows, table).toEqual([]);
    }
  });

  it.each([
    ['after the next place', 4],
    ['at a place that is taken', 2],
    ['before the first', 0],
  ])('may not write an entry %s', async (_where, seq) => {
    const insert = sql`
      insert into ledger_entry (seq, at, event, outcome, doing, who, key_id, mac)
      values (${seq}, now(), 'x', 'done', 'x', 'x', 'x', 'x')`.execute(ledger.db);
    await expect(insert).rejects.toThrow(/follows the one before it|duplicate key/);
  });

  it('may not move the end of the chain', async () => {
    const { rows } = await sql`update ledger_head set seq = 0 returning seq`
      .execute(ledger.db)
      .catch(() => ({ rows: [] }));
    expect(rows).toEqual([]);
    expect((await ledger.verify()).ok).toBe(true);
  });
});

/** The database takes no NUL inside JSON, and forms send none. */
function withoutNul(change: Entry['changes'][number]): Entry['changes'][number] {
  const cleaned = JSON.stringify([change.before, change.after])
    .replaceAll(/\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, '?')
    .replaceAll(/-?\d+(\.\d+)?e[+-]?\d+/g, '7');
  const [before, after] = JSON.parse(cleaned) as [unknown, unknown];
  return { ...change, before, after };
}
