import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../../test/support/log.ts';
import { databaseProcesses, dataFolder, openFolder, removeHome } from '../../../test/support/process.ts';
import { readPostmaster } from './cluster.ts';
import { type Database, openDatabase } from './open.ts';
import { OPEN_FOLDER } from './storage.ts';

const root = process.getuid?.() === 0;
const home = openFolder();
const open = (folder = home): Promise<Database> =>
  openDatabase({ home: folder, databaseUrl: null, log: silentLog(), purpose: 'command' });

async function write(words: string): Promise<void> {
  const { db, close } = await open();
  await sql`insert into load (loaded_by, kind, files, counts) values (${words}, 'note', '[]', '{}')`.execute(db);
  await close();
}
async function read(): Promise<string[]> {
  const { db, close } = await open();
  const { rows } = await sql<{ words: string }>`select loaded_by as words from load order by id`.execute(db);
  await close();
  return rows.map((row) => row.words);
}

beforeAll(() => write('first'));
afterAll(() => removeHome(home));

describe('the database that Kith carries', () => {
  it('stops with its last user and not before', async () => {
    const one = await open();
    const two = await open();
    await one.close();
    await sql`select 1`.execute(two.db);
    expect((await databaseProcesses(home)).length).toBeGreaterThan(0);
    await two.close();
    expect(await databaseProcesses(home)).toEqual([]);
  });

  it('is opened by several programs at the same moment', async () => {
    const all = await Promise.all([open(), open(), open(), open()]);
    for (const { db } of all) await sql`select 1`.execute(db);
    await Promise.all(all.map((one) => one.close()));
    expect(await databaseProcesses(home)).toEqual([]);
  });

  it('starts although an old postmaster.pid names a process that is none of its own', async () => {
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
    onTestFinished(() => void stranger.kill('SIGKILL'));
    const data = (await dataFolder(home)) ?? '';
    const started = Math.floor(Date.now() / 1000);
    writeFileSync(
      join(data, 'postmaster.pid'),
      `${stranger.pid}\n${data}\n${started}\n5432\n${join(home, 'socket')}\n\n\nready   \n`,
    );
    expect(await read()).toContain('first');
    expect(stranger.exitCode).toBeNull();
    expect(await readPostmaster(data)).toBeUndefined();
  });

  it('starts although its folder was restored with the rights of a common one', async () => {
    chmodSync((await dataFolder(home)) ?? '', 0o755);
    expect(await read()).toContain('first');
  });

  it('gets new passwords when their file is gone, and keeps its rows', async () => {
    const file = join(home, 'postgres-passwords.json');
    const before = readFileSync(file, 'utf8');
    rmSync(file);
    expect(await read()).toContain('first');
    expect(readFileSync(file, 'utf8')).not.toBe(before);
  });

  it('does not guess when the file of passwords is damaged or belongs to another database', async () => {
    const file = join(home, 'postgres-passwords.json');
    const right = readFileSync(file, 'utf8');
    onTestFinished(() => writeFileSync(file, right));
    writeFileSync(file, '{"superuser":');
    await expect(open()).rejects.toThrow(/is damaged: stop Kith, remove that file and start again/);
    writeFileSync(file, JSON.stringify({ superuser: 'a', owner: 'b', app: 'c' }));
    await expect(open()).rejects.toThrow(/are not those of the database: put the right file back/);
  });

  it('says in one sentence why PostgreSQL would not start, and touches nothing', async () => {
    const file = join((await dataFolder(home)) ?? '', 'postgresql.conf');
    const right = readFileSync(file, 'utf8');
    onTestFinished(() => writeFileSync(file, right));
    writeFileSync(file, `${right}\nshared_buffers = lots\n`);
    await expect(open()).rejects.toThrow(/^PostgreSQL did not start on .* \(.+\): mend that or restore a backup/);
    expect(await databaseProcesses(home)).toEqual([]);
  });
});

describe.runIf(root)('started by root', () => {
  it('on a folder only root may enter, the database goes where its user can reach it', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'kith-closed-'));
    const inside = join(closed, 'home');
    mkdirSync(inside);
    onTestFinished(async () => {
      await removeHome(inside);
      rmSync(closed, { recursive: true, force: true });
    });
    for (let start = 0; start < 2; start += 1) {
      const { db, close } = await open(inside);
      await sql`insert into load (loaded_by, kind, files, counts) values ('kept', 'note', '[]', '{}')`.execute(db);
      const { rows } = await sql`select loaded_by from load`.execute(db);
      expect(rows).toHaveLength(start + 1);
      await close();
    }
    expect(await dataFolder(inside)).toMatch(new RegExp(`^${OPEN_FOLDER}/[0-9a-f]{12}/postgres$`));
  });
});
