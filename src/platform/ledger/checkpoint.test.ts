import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../../test/support/log.ts';
import { anEntry, type TamperedLedger, tamperedLedger } from '../../../test/support/tampered-ledger.ts';
import { newKeyring } from '../keys/keyring.ts';
import {
  append,
  checkpointFolder,
  gatherEvidence,
  LedgerMark,
  makeCheckpoint,
  markFile,
  signingTask,
} from './index.ts';

const COUNT = 6;
const NOW = new Date('2026-11-23T09:30:00.000Z');
let ledger: TamperedLedger;
let home: string;
let requests = 0;
beforeAll(async () => {
  ledger = await tamperedLedger(COUNT);
});
beforeEach(async () => {
  await ledger.restore();
  home = await mkdtemp(join(tmpdir(), 'kith-ledger-'));
});
afterEach(() => rm(home, { recursive: true }));
afterAll(() => ledger.close());

const run = async (...statements: string[]) => {
  for (const one of statements) await sql.raw(one).execute(ledger.superuser);
};
const evidence = () => gatherEvidence(ledger.keyring, { checkpoints: checkpointFolder(home), mark: markFile(home) });
const verified = async () => ledger.verify(await evidence());
const first = async () => {
  const found = (await verified()).first;
  return found && { seq: found.seq, fault: found.fault };
};
const sign = async (now = NOW, again = false) =>
  makeCheckpoint(ledger.owner, { ...ledger, evidence: await evidence(), now, folder: checkpointFolder(home), again });
const mark = (log = silentLog()) => new LedgerMark({ ...ledger, file: markFile(home), log });
const write = (count: number) =>
  ledger.db.transaction().execute((trx) =>
    append(
      trx,
      ledger.keyring,
      Array.from({ length: count }, () => anEntry({ requestId: String(++requests) })),
    ),
  );
/** Cuts entries off the end and makes the end of the chain agree. */
const cutOff = (from: number) =>
  run(
    `delete from field_change where seq >= ${from}`,
    `delete from ledger_entry where seq >= ${from}`,
    `update ledger_head set (seq, mac) = (select seq, mac from ledger_entry where seq = ${from - 1})`,
  );

describe('a checkpoint', () => {
  it('is made once a day in England, in the database and as a file', async () => {
    const made = await sign();
    expect(made).toMatchObject({ made: true, checkpoint: { day: '2026-11-23', seq: COUNT } });
    await write(1);
    expect(await sign(new Date('2026-11-23T23:59:00Z'))).toMatchObject({ made: false, checkpoint: { seq: COUNT } });
    expect(await sign(new Date('2026-11-24T00:01:00Z'))).toMatchObject({ made: true, checkpoint: { seq: COUNT + 1 } });
    expect(await readdir(checkpointFolder(home))).toEqual(['ledger-2026-11-23.json', 'ledger-2026-11-24.json']);
    expect(await verified()).toMatchObject({ ok: true, checkpoints: 2, newest: { day: '2026-11-24' } });
  });

  it('counts summer days by the clock on the wall', async () => {
    const made = await sign(new Date('2026-07-01T23:30:00Z'));
    expect(made.checkpoint?.day).toBe('2026-07-02');
  });

  it('is made again the same day when that is asked for, and entries came', async () => {
    await sign();
    expect(await sign(NOW, true)).toMatchObject({ made: false });
    await write(2);
    expect(await sign(NOW, true)).toMatchObject({ made: true, checkpoint: { seq: COUNT + 2 } });
    expect((await verified()).ok).toBe(true);
  });

  it('can be checked by somebody who has only the file', async () => {
    await sign();
    const file = JSON.parse(await readFile(join(checkpointFolder(home), 'ledger-2026-11-23.json'), 'utf8'));
    const lines = [
      'Kith ledger checkpoint',
      `day ${file.day}`,
      `entry ${file.seq}`,
      `code ${file.mac}`,
      `made ${file.madeAt}`,
    ];
    const text = lines.map((line) => `${line}\n`).join('');
    const key = createPublicKey(file.publicKey);
    expect(verify(null, Buffer.from(text), key, Buffer.from(file.signature, 'base64'))).toBe(true);
    expect(
      verify(null, Buffer.from(text.replace('entry 6', 'entry 5')), key, Buffer.from(file.signature, 'base64')),
    ).toBe(false);
  });

  it('is not made of a ledger that is not whole since the last one', async () => {
    await sign();
    await write(3);
    await run("update ledger_entry set who = 'x' where seq = 8");
    expect(await sign(new Date('2026-11-24T09:00:00Z'))).toMatchObject({
      checkpoint: null,
      refused: { seq: 8, fault: 'altered' },
    });
    expect(await readdir(checkpointFolder(home))).toHaveLength(1);
  });

  it('is not made when the entry that was signed last is gone or another', async () => {
    await sign();
    await write(1);
    await run("update ledger_entry set mac = sha256('x') where seq = 6");
    expect(await sign(new Date('2026-11-24T09:00:00Z'))).toMatchObject({ refused: { seq: 6, fault: 'altered' } });
  });

  it('is not made of nothing', async () => {
    await run('delete from field_change', 'delete from ledger_entry', "update ledger_head set seq = 0, mac = ''");
    expect(await sign()).toEqual({ checkpoint: null, refused: null });
  });

  it('is made by the daily job, which fails loudly over a ledger that is not whole', async () => {
    const asOwner = async <T>(work: (owner: typeof ledger.owner) => Promise<T>) => work(ledger.owner);
    const task = signingTask({ asOwner, keyring: ledger.keyring, home, now: () => NOW });
    const job = { attempt: 1, signal: new AbortController().signal, log: silentLog() };
    await task.run({}, job);
    await task.run({}, job);
    expect((await verified()).checkpoints).toBe(1);
    await cutOff(4);
    await run('delete from ledger_checkpoint');
    await expect(task.run({}, job)).rejects.toThrow(
      /not whole, so it is not signed: The end of the ledger was cut off from entry 4/,
    );
  });
});

describe('what is kept outside the database shows that', () => {
  it('the newest entries were cut off since a checkpoint', async () => {
    await sign();
    await cutOff(5);
    expect(await first()).toEqual({ seq: 5, fault: 'cut-off' });
    await run('delete from ledger_checkpoint');
    expect(await first()).toEqual({ seq: 5, fault: 'cut-off' });
  });

  it('a checkpoint was removed from the database', async () => {
    await sign();
    await run('delete from ledger_checkpoint');
    expect(await first()).toEqual({ seq: COUNT, fault: 'checkpoint' });
  });

  it.each([
    ['day', "'2026-11-22'"],
    ['seq', '5'],
    ['mac', "sha256('x')"],
    ['made_at', "made_at + interval '1 microsecond'"],
    ['key_id', "'0badc0de'"],
    ['signature', "sha512('x')"],
  ])('the %s of a checkpoint was altered', async (column, value) => {
    await sign();
    await rm(checkpointFolder(home), { recursive: true });
    await run(`update ledger_checkpoint set ${column} = ${value}`);
    expect((await verified()).first?.fault).toBe('checkpoint');
  });

  it('a checkpoint’s file was altered', async () => {
    await sign();
    const file = join(checkpointFolder(home), 'ledger-2026-11-23.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"seq": 6', '"seq": 5'));
    expect(await first()).toEqual({ seq: 5, fault: 'checkpoint' });
    await writeFile(file, 'nothing');
    expect(await first()).toEqual({ seq: 0, fault: 'checkpoint' });
  });

  it('somebody who has the key made the chain anew', async () => {
    await sign();
    await cutOff(4);
    await write(6);
    expect(await first()).toEqual({ seq: 1, fault: 'cut-off' });
  });

  it('the newest entries were cut off before any checkpoint', async () => {
    await mark().keep();
    await cutOff(5);
    expect(await first()).toEqual({ seq: 5, fault: 'cut-off' });
  });

  it('the newest entries were cut off and the ledger went on from there', async () => {
    await sign();
    await write(3);
    await mark().keep();
    await cutOff(8);
    await write(4);
    expect(await first()).toEqual({ seq: 7, fault: 'cut-off' });
  });

  it('the mark was altered', async () => {
    await mark().keep();
    await writeFile(markFile(home), (await readFile(markFile(home), 'utf8')).replace('"seq": 6', '"seq": 5'));
    expect(await first()).toEqual({ seq: 0, fault: 'checkpoint' });
  });
});

describe('the mark of the newest entry', () => {
  it('follows what was committed, and only that', async () => {
    const kept = mark();
    await kept.keep();
    const undone = ledger.db.transaction().execute(async (trx) => {
      await append(trx, ledger.keyring, [anEntry()]);
      await kept.keep();
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(JSON.parse(await readFile(markFile(home), 'utf8')).seq).toBe(COUNT);
    await write(2);
    await kept.keep();
    expect(JSON.parse(await readFile(markFile(home), 'utf8')).seq).toBe(COUNT + 2);
    expect((await verified()).ok).toBe(true);
  });

  it('stays where it was, and the log says why, when the ledger was cut off beneath it', async () => {
    const log = silentLog();
    await mark(log).keep();
    await cutOff(4);
    await write(9);
    await mark(log).keep();
    expect(JSON.parse(await readFile(markFile(home), 'utf8')).seq).toBe(COUNT);
    expect(log.lines().map((line) => line.msg)).toEqual([
      'the ledger was rewritten or cut off before its newest entry: run kith ledger verify',
    ]);
  });

  it('is not written over when somebody altered it', async () => {
    await writeFile(markFile(home), '{}');
    await mark().keep();
    expect(await readFile(markFile(home), 'utf8')).toBe('{}');
  });

  it('is not there in an empty ledger', async () => {
    await run('delete from field_change', 'delete from ledger_entry', "update ledger_head set seq = 0, mac = ''");
    await mark().keep();
    expect(await readdir(home)).toEqual([]);
  });

  it('is of no use to another Kith’s keys', async () => {
    await mark().keep();
    const theirs = await gatherEvidence(newKeyring(), { checkpoints: checkpointFolder(home), mark: markFile(home) });
    expect(theirs.mark).toBe('damaged');
  });
});
