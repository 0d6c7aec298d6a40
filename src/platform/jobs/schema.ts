import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { ConnectionTarget } from '../database/connection.ts';
import { queuePool } from './queue-pool.ts';
import { workerLogger } from './worker-logger.ts';

/**
 * Makes the tables of the job queue, or brings them up to this program, as the role that owns tables. Where the program
 * works as another role, that one is given what it needs: the queue's tables have row-level security, so rights alone
 * would show it nothing. Two small queries when there is nothing to do.
 */
export async function prepareJobs(owner: ConnectionTarget, programRole: string | null, log: Logger): Promise<void> {
  const pool = queuePool(owner, 2);
  try {
    const before = await newestMigration(pool);
    await runMigrations({ pgPool: pool, logger: workerLogger(log) });
    const after = await newestMigration(pool);
    if (programRole !== null && (before !== after || !(await mayUse(pool, programRole))))
      await admit(pool, programRole);
  } finally {
    await pool.end();
  }
}

async function newestMigration(pool: pg.Pool): Promise<number | null> {
  const there = await pool.query(`select to_regclass('graphile_worker.migrations') as found`);
  if (there.rows[0]?.found === null) return null;
  return (await pool.query('select max(id) as newest from graphile_worker.migrations')).rows[0]?.newest ?? null;
}

async function mayUse(pool: pg.Pool, role: string): Promise<boolean> {
  const found = await pool.query(`select has_schema_privilege($1, 'graphile_worker', 'usage') as may`, [role]);
  return found.rows[0]?.may === true;
}

/** Rights and policies for one role, in one transaction: a role that may use the schema has all of it. */
async function admit(pool: pg.Pool, role: string): Promise<void> {
  const client = await pool.connect();
  try {
    const name = client.escapeIdentifier(role);
    await client.query('begin');
    await client.query(`grant select, insert, update, delete on all tables in schema graphile_worker to ${name}`);
    await client.query(`grant usage, select on all sequences in schema graphile_worker to ${name}`);
    const guarded = await client.query<{ table: string }>(
      `select quote_ident(c.relname) as table from pg_class c
       where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = $1)`,
      [role],
    );
    for (const { table } of guarded.rows) {
      await client.query(`create policy ${name} on graphile_worker.${table} to ${name} using (true) with check (true)`);
    }
    await client.query(`grant usage on schema graphile_worker to ${name}`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
