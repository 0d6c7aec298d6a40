import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { projectRoot } from '../paths.ts';
import { PlainError } from '../plain-error.ts';
import type { Db } from './connection.ts';

/** One file of `migrations/`: `0007-snapshot.sql` is number 7, named snapshot. */
export interface Migration {
  number: number;
  name: string;
  sql: string;
  /** SHA-256 of the file's bytes, as hexadecimal digits. */
  checksum: string;
}

/** What a database says it has already been through. */
export interface AppliedMigration {
  number: number;
  name: string;
  checksum: string;
}

// Any number will do as long as every Kith uses it: two programs that start together migrate one after the other.
const MIGRATION_LOCK = 0x6b697468;

/** Reads the migrations of this program in order. Throws PlainError when a number is missing, doubled or misnamed. */
export async function readMigrations(folder: string = join(projectRoot, 'migrations')): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const file of files) {
    const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
    if (number === undefined || name === undefined) {
      throw new PlainError(`The migration ${file} must be named like 0001-records.sql: rename it.`);
    }
    if (Number(number) !== migrations.length + 1) {
      const expected = String(migrations.length + 1).padStart(4, '0');
      throw new PlainError(`The migration ${file} is out of order: the next number must be ${expected}.`);
    }
    const bytes = await readFile(join(folder, file));
    const checksum = createHash('sha256').update(bytes).digest('hex');
    migrations.push({ number: Number(number), name, sql: bytes.toString('utf8'), checksum });
  }
  return migrations;
}

/**
 * Brings the database up to this program: each missing migration in a transaction of its own. Returns how many ran.
 * One query when there is nothing to do. Throws PlainError when the database is newer than the program or was made by
 * a migration whose text has changed since; nothing is changed then.
 */
export async function migrate(db: Db, migrations?: readonly Migration[]): Promise<number> {
  const wanted = migrations ?? (await readMigrations());
  const applied = await readApplied(db);
  if (missing(wanted, applied ?? []).length === 0 && applied !== undefined) return 0;
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      await sql`
        create table if not exists schema_migration (
          number integer primary key,
          name text not null,
          checksum text not null,
          applied_at timestamptz not null default now()
        )`.execute(connection);
      const todo = missing(wanted, (await readApplied(connection)) ?? []);
      for (const migration of todo) {
        await connection.transaction().execute(async (trx) => {
          await sql.raw(migration.sql).execute(trx);
          await sql`
            insert into schema_migration (number, name, checksum)
            values (${migration.number}, ${migration.name}, ${migration.checksum})`.execute(trx);
        });
      }
      return todo.length;
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
    }
  });
}

/** The migrations that the database still lacks. Throws PlainError when its history is not the beginning of `wanted`. */
export function missing(wanted: readonly Migration[], applied: readonly AppliedMigration[]): readonly Migration[] {
  for (const [index, done] of applied.entries()) {
    const label = `${String(done.number).padStart(4, '0')}-${done.name}`;
    const known = wanted[index];
    if (known === undefined) {
      throw new PlainError(
        `The database was made by a newer Kith (it has migration ${label}): update Kith and start again.`,
      );
    }
    if (known.number !== done.number || known.name !== done.name || known.checksum !== done.checksum) {
      throw new PlainError(
        `The migration ${label} is not the one this database was made with: restore migrations/${label}.sql to what it was, or use another KITH_HOME or DATABASE_URL.`,
      );
    }
  }
  return wanted.slice(applied.length);
}

async function readApplied(db: Db): Promise<AppliedMigration[] | undefined> {
  try {
    const { rows } = await sql<AppliedMigration>`
      select number, name, checksum from schema_migration order by number`.execute(db);
    return rows;
  } catch (error) {
    const UNDEFINED_TABLE = '42P01';
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return undefined;
    throw error;
  }
}
