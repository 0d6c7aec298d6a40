import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';

const migration = (number: number, text: string, checksum = `sum ${number}`): Migration => ({
  number,
  name: `step-${number}`,
  sql: text,
  checksum,
});
const one = migration(1, 'create table one (id integer)');
const two = migration(2, 'create table two (id integer); insert into one values (2)');

let empty: TestDatabase;
beforeEach(async () => {
  empty = await emptyDatabase();
});
afterEach(() => empty.close());

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(empty.db);
  return rows.map((row) => row.name);
}

describe('migrations', () => {
  it('of the product bring an empty database up to date once, and a second run changes nothing', async () => {
    const all = await readMigrations();
    expect(await migrate(empty.db)).toBe(all.length);
    expect(await migrate(empty.db)).toBe(0);
  });

  it('that come later run after those that ran before', async () => {
    expect(await migrate(empty.db, [one])).toBe(1);
    expect(await migrate(empty.db, [one, two])).toBe(1);
    expect(await tables()).toEqual(['one', 'schema_migration', 'two']);
  });

  it('run once when several programs start together', async () => {
    const counts = await Promise.all([1, 2, 3, 4].map(() => migrate(empty.db, [one, two])));
    expect(counts.sort()).toEqual([0, 0, 0, 2]);
  });

  it('that fail leave nothing of themselves, and what ran before them stays', async () => {
    const broken = migration(2, 'create table half (id integer); select 1 / 0');
    await expect(migrate(empty.db, [one, broken])).rejects.toThrow(/division by zero/);
    expect(await tables()).toEqual(['one', 'schema_migration']);
    expect(await migrate(empty.db, [one, two])).toBe(1);
  });

  it('that were changed after they ran are refused', async () => {
    await migrate(empty.db, [one, two]);
    await expect(migrate(empty.db, [one, { ...two, checksum: 'another' }])).rejects.toThrow(
      /^The migration 0002-step-2 is not the one this database was made with: restore migrations\/0002-step-2\.sql/,
    );
  });

  it('of a newer program are not undone: the older one refuses', async () => {
    await migrate(empty.db, [one, two]);
    await expect(migrate(empty.db, [one])).rejects.toThrow(
      /made by a newer Kith \(it has migration 0002-step-2\): update Kith/,
    );
  });

  it('are refused when a number is missing or a name is not understood', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-migrations-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, '0001-first.sql'), 'select 1');
    writeFileSync(join(folder, '0003-third.sql'), 'select 3');
    await expect(readMigrations(folder)).rejects.toThrow(
      '0003-third.sql is out of order: the next number must be 0002',
    );
    writeFileSync(join(folder, '0002_second.sql'), 'select 2');
    await expect(readMigrations(folder)).rejects.toThrow('0002_second.sql must be named like 0001-records.sql');
  });
});

it('the running program may write rows, but neither alter nor empty a table', async () => {
  const { db, close } = await freshDatabase();
  onTestFinished(close);
  await sql`insert into area (code, name, short_name, kind) values ('X1', 'Area', 'Area', 'region')`.execute(db);
  for (const forbidden of [
    'alter table area add column x integer',
    'truncate area',
    'create table mine (id integer)',
  ]) {
    await expect(sql.raw(forbidden).execute(db)).rejects.toMatchObject({ code: '42501' });
  }
});
