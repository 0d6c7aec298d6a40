import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFolder } from '../../../test/support/process.ts';
import { serverUser } from './server-user.ts';
import { prepareStorage } from './storage.ts';

const PID_NOBODY_HAS = 4_194_399;

function folder(): string {
  const path = openFolder();
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function withDatabase(version: string): string {
  const home = folder();
  const data = join(home, 'postgres');
  mkdirSync(data);
  for (const name of ['global', 'base', 'pg_wal', 'pg_xact']) mkdirSync(join(data, name));
  for (const name of ['global/pg_control', 'postgresql.conf', 'pg_hba.conf']) writeFileSync(join(data, name), '');
  writeFileSync(join(data, 'PG_VERSION'), `${version}\n`);
  const user = serverUser();
  if (user) chownSync(data, user.uid, user.gid);
  return home;
}

describe('a folder that can not be Kith’s home is refused with what to do', () => {
  it('a file', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, 'a note');
    await expect(prepareStorage(file)).rejects.toThrow(/a file stands in its way: set KITH_HOME to a folder\.$/);
    await expect(prepareStorage(join(file, 'below'))).rejects.toThrow(/set KITH_HOME to a folder\.$/);
  });

  it('a database folder that is something else, which stays as it is', async () => {
    const home = folder();
    mkdirSync(join(home, 'postgres'));
    writeFileSync(join(home, 'postgres', 'letter.txt'), 'Dear all');
    await expect(prepareStorage(home)).rejects.toThrow(/holds no database of Kith's: move that folder away/);
    expect(readdirSync(join(home, 'postgres'))).toEqual(['letter.txt']);
  });

  it('a file in the place of the database', async () => {
    const home = folder();
    writeFileSync(join(home, 'postgres'), '');
    await expect(prepareStorage(home)).rejects.toThrow(/is a file where the database's folder belongs: move it away/);
  });

  it('a database of another major version', async () => {
    await expect(prepareStorage(withDatabase('17'))).rejects.toThrow(
      /was made by PostgreSQL 17 and this Kith carries 18: use the Kith that made it/,
    );
  });

  it.each(['global/pg_control', 'pg_wal', 'postgresql.conf'])('a database that lost its %s', async (name) => {
    const home = withDatabase('18');
    rmSync(join(home, 'postgres', name), { recursive: true });
    await expect(prepareStorage(home)).rejects.toThrow(`is not whole (${name} is missing): put back a copy of it`);
    expect(readdirSync(join(home, 'postgres'))).toContain('PG_VERSION');
  });

  it('a link to a database that is not there', async () => {
    const home = folder();
    symlinkSync(join(home, 'gone'), join(home, 'postgres'));
    await expect(prepareStorage(home)).rejects.toThrow(/points to .*gone, which is not there: put that folder back/);
  });

  it.runIf(process.getuid?.() === 0)('a database that a closed folder hides from the user it runs as', async () => {
    const closed = folder();
    chmodSync(closed, 0o700);
    const home = join(closed, 'home');
    mkdirSync(home);
    renameSync(join(withDatabase('18'), 'postgres'), join(home, 'postgres'));
    await expect(prepareStorage(home)).rejects.toThrow(/a folder above it is closed: let everybody pass/);
  });
});

describe('a usable folder', () => {
  it('is swept of what interrupted starts left, and of nothing else', async () => {
    const home = folder();
    for (const name of [`postgres.new-${PID_NOBODY_HAS}`, `postgres.new-${process.pid}`, 'postgres.old', 'notes']) {
      mkdirSync(join(home, name));
      writeFileSync(join(home, name, 'PG_VERSION'), '18\n');
    }
    writeFileSync(join(home, `postgres.new-${PID_NOBODY_HAS}.password`), 'secret');
    mkdirSync(join(home, `postgres.new-${process.ppid}`));
    await prepareStorage(home);
    const left = readdirSync(home).filter((name) => name !== 'socket');
    expect(left.sort()).toEqual(['notes', `postgres.new-${process.ppid}`, 'postgres.old']);
  });

  it('may hold an empty database folder, which counts as none', async () => {
    const home = folder();
    mkdirSync(join(home, 'postgres'));
    expect((await prepareStorage(home)).data).toMatch(/postgres$/);
  });

  it('gets a socket whose name the kernel takes, however long its own name is', async () => {
    const home = join(folder(), 'long'.repeat(30));
    const { socketFolder } = await prepareStorage(home);
    onTestFinished(() => rmSync(socketFolder, { recursive: true, force: true }));
    expect(Buffer.byteLength(join(socketFolder, '.s.PGSQL.5432.lock'))).toBeLessThan(104);
    expect(existsSync(socketFolder)).toBe(true);
  });

  it('gets a socket elsewhere when its name holds a comma, which parts lists of folders', async () => {
    const { socketFolder } = await prepareStorage(join(folder(), 'a,b'));
    onTestFinished(() => rmSync(socketFolder, { recursive: true, force: true }));
    expect(socketFolder).toMatch(/^\/tmp\/kith-[0-9a-f]{12}$/);
  });
});
