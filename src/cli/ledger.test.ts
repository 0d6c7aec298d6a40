import { createPublicKey, verify } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectTo } from '../../test/support/cluster.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { aChange, anEntry } from '../../test/support/tampered-ledger.ts';
import { SOCKET_PORT } from '../platform/database/cluster.ts';
import type { Db } from '../platform/database/connection.ts';
import { APP_ROLE, OWNER_ROLE } from '../platform/database/roles.ts';
import { newKeyring, openKeyring } from '../platform/keys/keyring.ts';
import { append } from '../platform/ledger/index.ts';
import { runCommandLine } from './index.ts';

let database: TestDatabase;
let superuser: Db;
let home: string;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-11-23T09:00:00Z');
  home = mkdtempSync(join(tmpdir(), 'kith-cli-ledger-'));
  database = await freshDatabase();
  superuser = connectTo(inject('cluster'), database.name, 'postgres', 1);
  await sql`set session_replication_role = replica`.execute(superuser);
  // The first command makes the keys and loads what ships with Kith, which is entry 1.
  await kith('ledger', 'verify');
});
afterEach(async () => {
  await superuser.destroy();
  await database.close();
  rmSync(home, { recursive: true, force: true });
});

const keysFile = () => join(home, 'keys.json');

/** One command line, as an operator of a Kith in production runs it. */
async function kith(...args: string[]) {
  const socket = encodeURIComponent(inject('cluster').socketFolder);
  const url = (user: string) => `postgres://${user}@${socket}:${SOCKET_PORT}/${database.name}`;
  const said = { code: 0, out: '', err: '' };
  said.code = await runCommandLine({
    args,
    cwd: home,
    env: {
      KITH_HOME: home,
      KITH_ENV: 'production',
      PUBLIC_URL: 'https://kith.example.invalid',
      DATABASE_URL: url(APP_ROLE),
      DATABASE_OWNER_URL: url(OWNER_ROLE),
    },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => now,
    signal: new AbortController().signal,
  });
  return said;
}

/** Writes entries as the server would. */
async function written(count: number): Promise<void> {
  const keyring = await openKeyring(keysFile());
  for (let number = 1; number <= count; number++) {
    await database.db
      .transaction()
      .execute((trx) =>
        append(trx, keyring, [anEntry({ doing: `Did ${number}`, changes: [aChange('harm', null, number)] })]),
      );
  }
}

async function verified() {
  const { code, out, err } = await kith('ledger', 'verify', '--json');
  return { code, err, found: JSON.parse(out) };
}

const tamper = async (...statements: string[]) => {
  for (const one of statements) await sql.raw(one).execute(superuser);
};

describe('kith ledger verify', () => {
  it('says in words that the ledger is whole, and how far a checkpoint vouches for it', async () => {
    await written(3);
    rmSync(join(home, 'ledger-mark.json'));
    expect(await kith('ledger', 'verify')).toMatchObject({
      code: 0,
      out: 'The ledger is whole: 4 entries, from 9am on Monday 23 November 2026 to 9am on Monday 23 November 2026. No checkpoint signs it yet: kith ledger checkpoint makes one. There is no mark of its newest entry in KITH_HOME, so entries cut off its end since that checkpoint would not be missed.\n',
    });
    await kith('ledger', 'checkpoint');
    const { out } = await kith('ledger', 'verify');
    expect(out).toContain('The newest checkpoint is of 23 November 2026 and signs it up to entry 4.');
    expect(out).not.toContain('There is no mark');
  });

  it('tells a program the same in one line of JSON', async () => {
    await written(3);
    await kith('ledger', 'checkpoint');
    const { code, found } = await verified();
    expect(code).toBe(0);
    expect(found).toEqual({
      ...{ ok: true, entries: 4, checkedTo: 4, checkpoints: 1, first: null },
      seconds: expect.any(Number),
    });
  });

  it('names the first entry that was altered, and ends with 1', async () => {
    await written(4);
    await tamper("update ledger_entry set who = 'Bea Example' where seq in (3, 4)");
    const { code, found } = await verified();
    expect(code).toBe(1);
    expect(found).toMatchObject({ ok: false, entries: 2, checkedTo: 2, first: { seq: 3, fault: 'altered' } });
    const { out } = await kith('ledger', 'verify');
    expect(out).toContain(
      'The ledger is not whole. Entry 3 (“Did 2”, Bea Example, 9am on Monday 23 November 2026) is not as it was written.',
    );
    expect(out).toContain('The 2 entries before that are as they were written');
  });

  it('finds an entry altered by whoever owns the tables, after they dropped every trigger and policy', async () => {
    await written(4);
    const owner = connectTo(inject('cluster'), database.name, OWNER_ROLE, 1);
    for (const statement of [
      'drop trigger ledger_entry_is_append_only on ledger_entry',
      'drop trigger entry_extends_the_chain on ledger_entry',
      'alter table ledger_entry disable row level security',
      "update ledger_entry set why = 'Another reason' where seq = 3",
    ])
      await sql.raw(statement).execute(owner);
    await owner.destroy();
    expect((await verified()).found.first).toMatchObject({ seq: 3, fault: 'altered' });
  });

  it.each([
    [
      'a removed entry',
      ['delete from field_change where seq = 2', 'delete from ledger_entry where seq = 2'],
      2,
      'removed',
    ],
    ['a changed field', [`update field_change set after = '9' where seq = 3`], 3, 'changes-altered'],
    [
      'a forged entry at the end',
      [
        `insert into ledger_entry (seq, at, event, outcome, doing, who, key_id, mac) select 6, at, event, outcome, doing, who, key_id, sha256('x') from ledger_entry where seq = 4`,
        `update ledger_head set seq = 6, mac = sha256('x')`,
      ],
      6,
      'altered',
    ],
    [
      'two entries that changed places',
      [
        'update ledger_entry set seq = -1 where seq = 2',
        'update ledger_entry set seq = 2 where seq = 3',
        'update ledger_entry set seq = 3 where seq = -1',
      ],
      2,
      'altered',
    ],
  ])('finds %s', async (_what, statements, seq, fault) => {
    await written(4);
    await tamper(...statements);
    const { code, found } = await verified();
    expect([code, found.ok, found.first.seq, found.first.fault]).toEqual([1, false, seq, fault]);
  });

  it('finds an older copy of the database in the place of the newest, by the mark that each command leaves', async () => {
    await written(4);
    await tamper(
      'create schema kept',
      'create table kept.e as table ledger_entry',
      'create table kept.f as table field_change',
      'create table kept.h as table ledger_head',
    );
    await written(2);
    expect((await verified()).found).toMatchObject({ ok: true, entries: 7 });
    expect(existsSync(join(home, 'ledger-mark.json'))).toBe(true);
    await tamper(
      ...['delete from field_change', 'delete from ledger_entry', 'delete from ledger_head'],
      ...['insert into ledger_entry select * from kept.e', 'insert into field_change select * from kept.f'],
      'insert into ledger_head select * from kept.h',
    );
    const { code, found } = await verified();
    expect(code).toBe(1);
    expect(found.first).toMatchObject({ seq: 6, fault: 'cut-off' });
    // Looking does not wipe out the evidence.
    expect((await verified()).found.first).toMatchObject({ seq: 6, fault: 'cut-off' });
  });

  it('finds a chain that somebody made anew with a key of their own', async () => {
    await written(3);
    await kith('ledger', 'checkpoint');
    await tamper('delete from field_change', 'delete from ledger_entry', "update ledger_head set seq = 0, mac = ''");
    await append(superuser, newKeyring(), [anEntry(), anEntry(), anEntry(), anEntry()]);
    await tamper(`update ledger_head set (seq, mac) = (select seq, mac from ledger_entry where seq = 4)`);
    expect((await verified()).found.first).toMatchObject({ seq: 1, fault: 'unknown-key' });
  });

  it('finds a checkpoint that was edited or removed in the database', async () => {
    await written(3);
    await kith('ledger', 'checkpoint');
    await tamper('update ledger_checkpoint set seq = 2');
    expect((await verified()).found.first?.fault).toBe('checkpoint');
    await tamper('delete from ledger_checkpoint');
    expect(await verified()).toMatchObject({ code: 1, found: { first: { fault: 'checkpoint' } } });
  });
});

describe('kith ledger checkpoint', () => {
  it('signs the end of the ledger into a file that anybody can check with the key it names', async () => {
    await written(2);
    const made = await kith('ledger', 'checkpoint', '--out', 'elsewhere.json');
    expect(made).toEqual({
      ...{ code: 0, err: '' },
      out: 'Signed the ledger up to entry 3: elsewhere.json. Keep a copy where nobody who can change the database can change it too.\n',
    });
    const kept = JSON.parse(readFileSync(join(home, 'elsewhere.json'), 'utf8'));
    const text = `Kith ledger checkpoint\nday ${kept.day}\nentry ${kept.seq}\ncode ${kept.mac}\nmade ${kept.madeAt}\n`;
    const key = createPublicKey(kept.publicKey);
    expect(verify(null, Buffer.from(text), key, Buffer.from(kept.signature, 'base64'))).toBe(true);
    expect((await kith('keys', 'show')).out).toContain(kept.publicKey.trim());
    expect(readdirSync(join(home, 'checkpoints'))).toEqual(['ledger-2026-11-23.json']);
  });

  it('says so when nothing came since the last one', async () => {
    await written(2);
    await kith('ledger', 'checkpoint');
    expect((await kith('ledger', 'checkpoint')).out).toMatch(/^The ledger was signed up to entry 3 already: /);
  });

  it('signs nothing that is not whole', async () => {
    await written(2);
    await tamper("update ledger_entry set doing = 'Nothing' where seq = 1");
    const refused = await kith('ledger', 'checkpoint', '--out', 'elsewhere.json');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/^The ledger is not whole, so it is not signed\. Entry 1 /);
    expect(existsSync(join(home, 'elsewhere.json'))).toBe(false);
  });

  it('that was kept elsewhere shows that somebody who had the keys made the whole chain anew', async () => {
    await written(3);
    await kith('ledger', 'checkpoint', '--out', 'kept.json');
    rmSync(join(home, 'ledger-mark.json'));
    rmSync(join(home, 'checkpoints'), { recursive: true });
    await tamper('delete from field_change', 'delete from ledger_entry', 'delete from ledger_checkpoint');
    await tamper("update ledger_head set seq = 0, mac = ''");
    await written(5);
    expect((await verified()).found).toMatchObject({ ok: true, entries: 5 });
    mkdirSync(join(home, 'checkpoints'));
    copyFileSync(join(home, 'kept.json'), join(home, 'checkpoints', 'ledger-2026-11-23.json'));
    const { code, found } = await verified();
    expect(code).toBe(1);
    expect(found.first).toMatchObject({ seq: 1, fault: 'cut-off' });
    expect(found.first.says).toContain('The checkpoint of 2026-11-23 knows another entry 4');
  });

  it('says in a sentence where it can’t be written', async () => {
    await written(1);
    const { code, err } = await kith('ledger', 'checkpoint', '--out', 'no/such/folder/x.json');
    expect(code).toBe(1);
    expect(err).toMatch(/^The checkpoint can’t be written to .*no\/such\/folder\/x\.json \(ENOENT\): choose a place/);
  });
});

describe('kith keys', () => {
  it('says which keys there are and since when, and never a secret', async () => {
    await written(1);
    const { code, out } = await kith('keys', 'show');
    expect(code).toBe(0);
    expect(out).toMatch(
      /Writes the ledger’s chain\n[\s\S]*Seals second factors and kept forms\n[\s\S]*Signs checkpoints\n-----BEGIN PUBLIC KEY-----/,
    );
    const file = JSON.parse(readFileSync(keysFile(), 'utf8'));
    const secrets = [...file.ledger, ...file.sealing].map((one: { secret: string }) => one.secret);
    for (const secret of secrets) expect(out).not.toContain(secret);
    expect(out).not.toContain('PRIVATE KEY');
    expect(statSync(keysFile()).mode & 0o077).toBe(0);
  });

  it('says that there are none where the file is gone', async () => {
    rmSync(keysFile());
    expect(await kith('keys', 'show')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There are no keys in .*start Kith once/),
    });
  });

  it('are changed only when it was said that no server runs elsewhere', async () => {
    await written(1);
    const before = readFileSync(keysFile(), 'utf8');
    const refused = await kith('keys', 'rotate');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('Stop every server on this database and run kith keys rotate --all-stopped.');
    expect(readFileSync(keysFile(), 'utf8')).toBe(before);
  });

  it('are changed into new ones that write on, while the old ones still check what they wrote', async () => {
    await written(3);
    await kith('ledger', 'checkpoint');
    const before = await openKeyring(keysFile());
    const sealed = before.seal('a second factor', 'person 1');
    expect(await kith('keys', 'rotate', '--all-stopped')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Kith has new keys in'),
    });
    const after = await openKeyring(keysFile());
    expect(after.ledgerKeyId).not.toBe(before.ledgerKeyId);
    expect(after.open(sealed, 'person 1').toString()).toBe('a second factor');
    expect(after.derive('x', 'y')).toEqual(before.derive('x', 'y'));
    await written(2);
    const { rows } = await sql<{ key: string; event: string; why: string | null }>`
      select key_id as key, event, why from ledger_entry where seq = 5`.execute(superuser);
    expect(rows).toEqual([
      { key: after.ledgerKeyId, event: 'keys.rotate', why: `Key ${after.ledgerKeyId} after ${before.ledgerKeyId}` },
    ]);
    now = new Date('2026-11-24T09:00:00Z');
    await kith('ledger', 'checkpoint');
    expect((await verified()).found).toMatchObject({ ok: true, entries: 7, checkpoints: 2 });
    expect((await kith('keys', 'show')).out.match(/\(an older key, to read with\)/g)).toHaveLength(3);
  });

  it('that were lost are missed: the ledger can’t be checked with others', async () => {
    await written(2);
    rmSync(keysFile());
    await openKeyring(keysFile());
    const { code, found } = await verified();
    expect(code).toBe(1);
    expect(found.first).toMatchObject({ seq: 1, fault: 'unknown-key' });
    expect((await kith('keys', 'rotate', '--all-stopped')).err).toContain(
      'The ledger of this database was written with key',
    );
  });
});

it('says how it is called where it was called otherwise', async () => {
  for (const [args, words] of [
    [['ledger'], 'Say what to do with the ledger'],
    [['ledger', 'mend'], 'Say what to do with the ledger'],
    [['ledger', 'verify', '--yaml'], 'does not know "--yaml"'],
    [['ledger', 'checkpoint', '--out'], 'kith ledger checkpoint --out FILE'],
    [['keys'], 'Write kith keys show'],
    [['keys', 'show', 'all'], 'Write kith keys show'],
    [['keys', 'rotate', '--now'], 'Write kith keys show'],
  ] as const) {
    const { code, out, err } = await kith(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  }
});
