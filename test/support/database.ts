import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { inject } from 'vitest';
import type { Db } from '../../src/platform/database/connection.ts';
import { APP_ROLE, OWNER_ROLE } from '../../src/platform/database/roles.ts';
import { connectTo, EMPTY_TEMPLATE, SHIPPED_TEMPLATE, TEMPLATE } from './cluster.ts';
import './global-setup.ts';

/** A database of the caller's own. `close` ends its connections and drops it. */
export interface TestDatabase {
  db: Db;
  name: string;
  close: () => Promise<void>;
}

/** A migrated database, reached with the rights that the running program has: it may write rows, not alter tables. */
export function freshDatabase(): Promise<TestDatabase> {
  return copyOf(TEMPLATE, APP_ROLE);
}

/**
 * The same with what `fill` puts in. That is done once in a whole test run, by whoever comes first: everybody else's database
 * is a copy, and `fill` must be the same for all.
 */
export async function filledDatabase(fill: (db: Db) => Promise<void>): Promise<TestDatabase> {
  await asAdmin(async (admin) => {
    await admin.connection().execute(async (one) => {
      await sql`select pg_advisory_lock(hashtextextended(${SHIPPED_TEMPLATE}, 0))`.execute(one);
      const made = await sql`select from pg_database where datname = ${SHIPPED_TEMPLATE}`.execute(one);
      if (made.rows.length > 0) return;
      const { db, name } = await copyOf(TEMPLATE, APP_ROLE);
      await fill(db).finally(() => db.destroy());
      await sql`alter database ${sql.id(name)} rename to ${sql.id(SHIPPED_TEMPLATE)}`.execute(one);
    });
  });
  return copyOf(SHIPPED_TEMPLATE, APP_ROLE);
}

/** A database in which no migration has run, reached as the role that runs them. */
export function emptyDatabase(): Promise<TestDatabase> {
  return copyOf(EMPTY_TEMPLATE, OWNER_ROLE);
}

async function copyOf(template: string, role: string): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(async (admin) => {
    // Files are copied as they are, which takes half the time of writing every page anew.
    await sql`
      create database ${sql.id(name)} template ${sql.id(template)} owner ${sql.id(OWNER_ROLE)} strategy file_copy`.execute(
      admin,
    );
  });
  const db = connectTo(cluster, name, role);
  const close = async () => {
    await db.destroy();
    await asAdmin(async (admin) => {
      await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
    });
  };
  return { db, name, close };
}

async function asAdmin(work: (admin: Db) => Promise<void>): Promise<void> {
  const admin = connectTo(inject('cluster'), 'postgres', 'postgres', 1);
  try {
    await work(admin);
  } finally {
    await admin.destroy();
  }
}
