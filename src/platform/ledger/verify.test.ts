import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectTo } from '../../../test/support/cluster.ts';
import {
  aChange,
  anEntry,
  NO_EVIDENCE,
  type TamperedLedger,
  tamperedLedger,
} from '../../../test/support/tampered-ledger.ts';
import { OWNER_ROLE } from '../database/roles.ts';
import { newKeyring } from '../keys/keyring.ts';
import { append, verifyLedger } from './index.ts';

const COUNT = 12;
let ledger: TamperedLedger;
beforeAll(async () => {
  ledger = await tamperedLedger(COUNT);
});
beforeEach(() => ledger.restore());
afterAll(() => ledger.close());

const run = async (...statements: string[]) => {
  for (const one of statements) await sql.raw(one).execute(ledger.superuser);
};
const first = async () => {
  const { ok, first: found } = await ledger.verify();
  expect(ok).toBe(found === null);
  return found && { seq: found.seq, fault: found.fault };
};
/** Every column but the number, with a value that it does not hold. */
const OTHER_VALUES: Record<string, string> = {
  at: "at + interval '1 microsecond'",
  event: "'notification.change'",
  outcome: "'refused'",
  doing: "doing || ' '",
  person_id: "'00000000-0000-4000-8000-0000000000ff'",
  who: "'Bea Example'",
  agency: 'null',
  role: "'auditor'",
  purpose: "''",
  kind: "'other'",
  record_id: 'null',
  seen: 'seen[1:1]',
  why: "why || E'\\u200b'",
  request_id: 'lower(request_id)',
  session_id: 'person_id',
  changes: "decode('00', 'hex')",
  key_id: "'0badc0de'",
  mac: "sha256('x')",
};

describe('the whole ledger', () => {
  it('is found whole as it was written', async () => {
    const found = await ledger.verify();
    expect(found).toMatchObject({ ok: true, entries: COUNT, first: null, checkedTo: { seq: COUNT } });
    expect([found.from, found.to]).toEqual([new Date('2026-11-23T09:01Z'), new Date('2026-11-23T09:12Z')]);
  });

  it('is whole when it is empty', async () => {
    await run('delete from field_change', 'delete from ledger_entry', "update ledger_head set seq = 0, mac = ''");
    expect(await ledger.verify()).toMatchObject({ ok: true, entries: 0, from: null, to: null });
  });

  it('has every column of an entry under its code', async () => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'ledger_entry' and table_schema = 'public'`.execute(
      ledger.superuser,
    );
    expect(rows.map((row) => row.name).sort()).toEqual(['seq', ...Object.keys(OTHER_VALUES)].sort());
  });

  it('tells of entries in batches, however many they are', async () => {
    const many = await tamperedLedger(0);
    try {
      const entries = Array.from({ length: 1203 }, (_, index) =>
        anEntry({
          requestId: String(index),
          changes: index % 2 ? [aChange('a', index, null), aChange('b', null, index)] : [],
        }),
      );
      await many.db.transaction().execute((trx) => append(trx, many.keyring, entries));
      expect(await many.verify()).toMatchObject({ ok: true, entries: 1203 });
      await sql`update ledger_entry set who = 'x' where seq = 1203`.execute(many.superuser);
      await sql`update field_change set after = '7' where seq = 1002 and position = 1`.execute(many.superuser);
      expect((await many.verify()).first).toMatchObject({ seq: 1002, fault: 'changes-altered' });
    } finally {
      await many.close();
    }
  });
});

describe('somebody with every right in the database who', () => {
  it.each(Object.keys(OTHER_VALUES))('changes the column %s is found at that entry', async (column) => {
    for (const seq of [1, 6, COUNT]) {
      await ledger.restore();
      await run(`update ledger_entry set ${column} = ${OTHER_VALUES[column]} where seq = ${seq}`);
      expect(await first()).toEqual({ seq, fault: 'altered' });
    }
  });

  it('says more of an altered entry: what, who and when', async () => {
    await run(`update ledger_entry set who = 'Bea Example' where seq = 6`);
    expect((await ledger.verify()).first).toEqual({
      seq: 6,
      fault: 'altered',
      at: new Date('2026-11-23T09:06Z'),
      says: 'Entry 6 (“Read record 6”, Bea Example, 9:06am on Monday 23 November 2026) is not as it was written.',
    });
  });

  it.each([1, 6])('removes entry %d leaves a gap', async (seq) => {
    await run(`delete from field_change where seq = ${seq}`, `delete from ledger_entry where seq = ${seq}`);
    expect(await first()).toEqual({ seq, fault: 'removed' });
  });

  it('removes several entries is told how many', async () => {
    await run('delete from field_change where seq in (5, 6)', 'delete from ledger_entry where seq in (5, 6)');
    expect((await ledger.verify()).first).toMatchObject({
      seq: 5,
      fault: 'removed',
      says: 'Entry 5 is missing. The one before it is of “Read record 4”, Ada Example, 9:04am on Monday 23 November 2026. 2 entries are gone.',
    });
  });

  it.each([1, 6])('removes entry %d and gives the others new numbers is found there', async (seq) => {
    await renumberedWithout(seq);
    expect(await first()).toEqual({ seq, fault: 'removed' });
  });

  it('removes the last entry is found by the end of the chain', async () => {
    await run(`delete from field_change where seq = ${COUNT}`, `delete from ledger_entry where seq = ${COUNT}`);
    expect(await first()).toEqual({ seq: COUNT, fault: 'cut-off' });
  });

  it('puts in an entry and moves the others is found there', async () => {
    for (const seq of [1, 7, COUNT]) {
      await ledger.restore();
      await moveFrom(seq);
      await run(forge(seq));
      expect(await first()).toEqual({ seq, fault: 'inserted' });
    }
  });

  it('puts in an entry at the end, with the end of the chain to match, is found there', async () => {
    await run(forge(COUNT + 1), `update ledger_head set seq = ${COUNT + 1}, mac = sha256('forged')`);
    expect(await first()).toEqual({ seq: COUNT + 1, fault: 'altered' });
  });

  it('puts in an entry under a number that is taken, or before the first, is found', async () => {
    await run(
      'alter table field_change drop constraint field_change_seq_fkey',
      'alter table ledger_entry drop constraint ledger_entry_pkey',
    );
    await run(forge(4));
    expect(await first()).toEqual({ seq: 4, fault: 'inserted' });
    await ledger.restore();
    await run(forge(0));
    expect(await first()).toEqual({ seq: 0, fault: 'inserted' });
    await ledger.restore();
    await run('alter table ledger_entry alter column seq drop not null', forge('null'));
    expect(await first()).toEqual({ seq: 0, fault: 'inserted' });
    await ledger.restore();
    await run(
      'alter table ledger_entry add primary key (seq)',
      'alter table field_change add constraint field_change_seq_fkey foreign key (seq) references ledger_entry (seq)',
    );
    expect(await first()).toBeNull();
  });

  it.each([
    [4, 5],
    [1, 9],
    [11, 12],
  ])('lets entries %d and %d change places is found at the first of them', async (one, other) => {
    await run(
      `update ledger_entry set seq = -1 where seq = ${one}`,
      `update ledger_entry set seq = ${one} where seq = ${other}`,
      `update ledger_entry set seq = ${other} where seq = -1`,
    );
    expect(await first()).toEqual({ seq: one, fault: 'altered' });
  });

  it('moves an entry far away is found where it stood', async () => {
    await run('update ledger_entry set seq = 4000 where seq = 5');
    expect(await first()).toEqual({ seq: 5, fault: 'altered' });
  });

  it('makes every code anew with a key of their own is found at the first entry', async () => {
    const theirs = newKeyring();
    await run('delete from field_change', 'delete from ledger_entry', "update ledger_head set seq = 0, mac = ''");
    await append(ledger.superuser, theirs, [anEntry(), anEntry()]);
    expect(await first()).toEqual({ seq: 1, fault: 'unknown-key' });
    await run(`update ledger_entry set key_id = '${ledger.keyring.ledgerKeyId}'`);
    expect(await first()).toEqual({ seq: 1, fault: 'altered' });
  });

  it.each([
    ['an altered value', `update field_change set after = '"word 7"' where seq = 6 and position = 0`],
    [
      'a number that differs beyond what a program sees',
      `update field_change set after = '{"a": [6], "b": 1.50000000000000000001}' where seq = 6 and position = 1`,
    ],
    ['“null” for nothing', `update field_change set before = 'null' where seq = 6 and position = 0`],
    ['another field', `update field_change set field = 'harm2' where seq = 6 and position = 1`],
    [
      'another record',
      `update field_change set record_id = '00000000-0000-4000-8000-0000000000ff' where seq = 6 and position = 1`,
    ],
    ['another kind', `update field_change set kind = 'x' where seq = 6 and position = 1`],
    ['another place in the list', 'update field_change set position = 5 where seq = 6 and position = 1'],
    ['a row less', 'delete from field_change where seq = 6 and position = 1'],
    ['no row any more', 'delete from field_change where seq = 6'],
    ['a row of another entry', 'update field_change set seq = 5 where seq = 6 and position = 1', 5],
    [
      'a row more',
      `insert into field_change (seq, position, kind, record_id, field) values (6, 2, 'x', '00000000-0000-4000-8000-0000000000ff', 'x')`,
    ],
    [
      'a row where there was none',
      `insert into field_change (seq, position, kind, record_id, field) values (5, 0, 'x', '00000000-0000-4000-8000-0000000000ff', 'x')`,
      5,
    ],
    [
      'a row of an entry to come',
      `insert into field_change (seq, position, kind, record_id, field) values (99, 0, 'x', '00000000-0000-4000-8000-0000000000ff', 'x')`,
      99,
    ],
    [
      'a row of no entry',
      `insert into field_change (seq, position, kind, record_id, field) values (0, 0, 'x', '00000000-0000-4000-8000-0000000000ff', 'x')`,
      0,
    ],
  ])('leaves %s among the changed fields is found at that entry', async (_what, statement, seq = 6) => {
    await run(statement);
    expect(await first()).toEqual({ seq, fault: 'changes-altered' });
  });

  it.each([
    ['a lower number', 'update ledger_head set seq = seq - 1'],
    ['a higher number', 'update ledger_head set seq = seq + 3'],
    ['another code', "update ledger_head set mac = sha256('x')"],
    ['no row', 'delete from ledger_head'],
  ])('gives the end of the chain %s is found', async (_what, statement) => {
    await run(statement);
    expect(await first()).toEqual({ seq: COUNT, fault: 'head' });
  });

  it('puts a view in the place of the table is found', async () => {
    await run('alter table ledger_entry rename to real_entry', 'create view ledger_entry as select * from real_entry');
    expect(await first()).toEqual({ seq: 0, fault: 'altered' });
    await run('drop view ledger_entry', 'alter table real_entry rename to ledger_entry');
  });

  it('replaces functions and settings by which things are looked up deceives nobody', async () => {
    await run(
      `create function public.octet_length(text) returns integer language sql as 'select 0'`,
      `do $$ begin execute format('alter role kith_owner in database %I set search_path = public, pg_catalog', current_database()); end $$`,
      `do $$ begin execute format('alter role kith_owner in database %I set DateStyle = German', current_database()); end $$`,
      `update ledger_entry set who = 'Bea Example' where seq = 6`,
    );
    const anew = connectTo(inject('cluster'), ledger.name, OWNER_ROLE, 1);
    try {
      const found = await verifyLedger(anew, { keyring: ledger.keyring, evidence: NO_EVIDENCE });
      expect(found.first).toMatchObject({ seq: 6, fault: 'altered', at: new Date('2026-11-23T09:06Z') });
    } finally {
      await anew.destroy();
      await run('drop function public.octet_length(text)');
    }
  });

  it('does any one thing to any one entry is found at the first place that it touches', async () => {
    const columns = fc.constantFrom(...Object.keys(OTHER_VALUES));
    const act = fc.oneof(
      fc.record({ seq: fc.integer({ min: 1, max: COUNT }), column: columns, what: fc.constant('alter' as const) }),
      fc.record({ seq: fc.integer({ min: 1, max: COUNT - 1 }), column: columns, what: fc.constant('remove' as const) }),
      fc.record({
        seq: fc.integer({ min: 1, max: COUNT - 2 }),
        column: columns,
        what: fc.constant('renumber' as const),
      }),
      fc.record({ seq: fc.integer({ min: 1, max: COUNT }), column: columns, what: fc.constant('insert' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(act, async ({ seq, column, what }) => {
        await ledger.restore();
        if (what === 'alter')
          await run(`update ledger_entry set ${column} = ${OTHER_VALUES[column]} where seq = ${seq}`);
        if (what === 'remove')
          await run(`delete from field_change where seq = ${seq}`, `delete from ledger_entry where seq = ${seq}`);
        if (what === 'renumber') await renumberedWithout(seq);
        if (what === 'insert') {
          await moveFrom(seq);
          await run(forge(seq));
        }
        expect((await first())?.seq).toBe(seq);
      }),
      { numRuns: 40 },
    );
  });
});

it('says that a key is missing where the keys file is another one', async () => {
  const found = await verifyLedger(ledger.owner, { keyring: newKeyring(), evidence: NO_EVIDENCE });
  expect(found.first).toMatchObject({ seq: 1, fault: 'unknown-key' });
});

/** An entry that copies another and has a code of the forger's own. */
function forge(seq: number | string): string {
  return `insert into ledger_entry (seq, at, event, outcome, doing, who, key_id, mac)
    select ${seq}, at, event, outcome, 'Forged', who, key_id, sha256('forged') from ledger_entry where seq = 3`;
}

async function moveFrom(seq: number): Promise<void> {
  for (const table of ['ledger_entry', 'field_change']) {
    await run(`update ${table} set seq = -seq - 1 where seq >= ${seq}`, `update ${table} set seq = -seq where seq < 0`);
  }
  await run('update ledger_head set seq = seq + 1');
}

async function renumberedWithout(seq: number): Promise<void> {
  for (const table of ['field_change', 'ledger_entry']) {
    await run(
      `delete from ${table} where seq = ${seq}`,
      `update ${table} set seq = -seq + 1 where seq > ${seq}`,
      `update ${table} set seq = -seq where seq < 0`,
    );
  }
  await run('update ledger_head set seq = seq - 1');
}
