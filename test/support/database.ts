import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { inject } from 'vitest';
import type { Db } from '../../src/platform/database/connection.ts';
import { APP_ROLE, OWNER_ROLE } from '../../src/platform/database/roles.ts';
import { connectTo, EMPTY_TEMPLATE, TEMPLATE } from './cluster.ts';
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

/** A database in which no migration has run, reached as the role that runs them. */
export function emptyDatabase(): Promise<TestDatabase> {
  return copyOf(EMPTY_TEMPLATE, OWNER_ROLE);
}

async function copyOf(template: string, role: string): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(async (admin) => {
    await sql`create database ${sql.id(name)} template ${sql.id(template)} owner ${sql.id(OWNER_ROLE)}`.execute(admin);
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
