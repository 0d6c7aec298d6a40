import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { silentLog } from '../../../test/support/log.ts';
import { SOCKET_PORT } from '../database/cluster.ts';
import type { ConnectionTarget } from '../database/connection.ts';
import { APP_ROLE, OWNER_ROLE } from '../database/roles.ts';
import { enqueue, prepareJobs, type RunningJobs, runJobs, type Task, task, type Work } from './index.ts';

const ringBell = { name: 'ring-bell', payload: z.strictObject({ tower: z.string() }) };
const log = silentLog();

let database: TestDatabase;
let running: RunningJobs | undefined;

beforeAll(async () => {
  database = await freshDatabase();
  await prepareJobs(as(OWNER_ROLE), APP_ROLE, log);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await sql`delete from graphile_worker._private_jobs`.execute(database.db);
});
afterAll(() => database.close());

function as(user: string): ConnectionTarget {
  return { host: inject('cluster').socketFolder, port: SOCKET_PORT, user, password: '', database: database.name };
}

/** Does jobs as the program does, with the program's rights. */
async function start(work: Work<{ tower: string }>, options = {}): Promise<void> {
  const tasks: Task[] = [task(ringBell, work)];
  running = await runJobs(as(APP_ROLE), tasks, log, { pollInterval: 50, ...options });
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not happen within 15 seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const waiting = async () =>
  (
    await sql<{ key: string | null; payload: { tower: string }; attempts: number; pause: number; last_error: string }>`
      select key, payload, attempts, last_error, extract(epoch from run_at - now())::float as pause
      from graphile_worker._private_jobs order by id`.execute(database.db)
  ).rows;

describe('a job', () => {
  test('is done after the transaction that asked for it is committed, and not before', async () => {
    const rung: string[] = [];
    await start(async ({ tower }) => void rung.push(tower));
    await database.db.transaction().execute(async (trx) => {
      await enqueue(trx, ringBell, { tower: 'north' });
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(rung).toEqual([]);
    });
    await until(() => rung.length > 0);
    expect(rung).toEqual(['north']);
    await until(async () => (await waiting()).length === 0);
  });

  test('asked for in a transaction that is rolled back is never done', async () => {
    const rung: string[] = [];
    await start(async ({ tower }) => void rung.push(tower));
    const broken = database.db.transaction().execute(async (trx) => {
      await enqueue(trx, ringBell, { tower: 'south' });
      throw new Error('the load was refused');
    });
    await expect(broken).rejects.toThrow('the load was refused');
    // A later job is done, so the queue has been looked at since.
    await enqueue(database.db, ringBell, { tower: 'east' });
    await until(() => rung.length > 0);
    expect(rung).toEqual(['east']);
  });

  test('waiting under a key is replaced by the next one of that key', async () => {
    const later = new Date(Date.now() + 3_600_000);
    for (const tower of ['north', 'south', 'west']) {
      await enqueue(database.db, ringBell, { tower }, { jobKey: 'bell', runAt: later });
    }
    expect((await waiting()).map(({ key, payload }) => [key, payload.tower])).toEqual([['bell', 'west']]);
  });

  test('is not done before its time', async () => {
    const rung: string[] = [];
    await start(async ({ tower }) => void rung.push(tower));
    await enqueue(database.db, ringBell, { tower: 'late' }, { runAt: new Date(Date.now() + 3_600_000) });
    await enqueue(database.db, ringBell, { tower: 'soon' }, { runAt: new Date(Date.now() + 100) });
    await until(() => rung.length > 0);
    await until(async () => (await waiting()).length === 1);
    expect(rung).toEqual(['soon']);
    expect((await waiting())[0]?.payload.tower).toBe('late');
  });

  test('that fails is tried again after a pause that grows', async () => {
    const attempts: number[] = [];
    await start(async (_payload, { attempt }) => {
      attempts.push(attempt);
      throw new Error('the rope broke');
    });
    await enqueue(database.db, ringBell, { tower: 'north' });
    const failed = async (times: number) =>
      (await waiting())[0]?.attempts === times && (await waiting())[0]?.last_error;
    await until(async () => (await failed(1)) !== false && (await waiting())[0]?.last_error !== null);
    const first = (await waiting())[0];
    expect(first?.last_error).toContain('the rope broke');
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(database.db);
    await until(async () => (await waiting())[0]?.attempts === 2 && ((await waiting())[0]?.pause ?? 0) > 1);
    const second = (await waiting())[0];
    expect(attempts).toEqual([1, 2]);
    expect(first?.pause).toBeGreaterThan(1);
    expect(second?.pause).toBeGreaterThan(first?.pause ?? 0);
  });

  test('is not tried more often than allowed', async () => {
    let attempts = 0;
    await start(async () => {
      attempts += 1;
      throw new Error('the rope broke');
    });
    await enqueue(database.db, ringBell, { tower: 'north' }, { attempts: 1 });
    await until(async () => (await waiting())[0]?.attempts === 1 && (await waiting())[0]?.last_error !== null);
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(database.db);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(attempts).toBe(1);
  });

  test('must carry what its kind carries, when asked for and when done', async () => {
    const wrong = { tower: 5 } as unknown as { tower: string };
    await expect(enqueue(database.db, ringBell, wrong)).rejects.toThrow('expected string');
    expect(await waiting()).toEqual([]);
    let worked = false;
    await start(async () => {
      worked = true;
    });
    const { name } = ringBell;
    await sql`select graphile_worker.add_job(${name}::text, ${'{"bell":"old"}'}::json)`.execute(database.db);
    await until(async () => (await waiting())[0]?.last_error != null);
    expect(worked).toBe(false);
  });
});

describe('a job with a timetable', () => {
  const NOON = '0 12 * * *';
  const DAY = 86_400_000;
  const byClock = { name: 'ring-at-noon', payload: z.object({}) };

  /** Servers that ran last some days ago, at one in the afternoon, are started again. */
  async function startedAgain(days: number, servers: number, catchUp?: number): Promise<number> {
    const done: string[] = [];
    const last = new Date(Date.now() - days * DAY);
    last.setUTCHours(13, 0, 0, 0);
    await sql`delete from graphile_worker._private_known_crontabs`.execute(database.db);
    await sql`
      insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
      values (${byClock.name}, ${last}, ${last})`.execute(database.db);
    const timetable = { at: NOON, ...(catchUp === undefined ? {} : { catchUp }) };
    const tasks = [
      task(byClock, async () => void done.push('by the clock'), timetable),
      task(ringBell, async () => void done.push('afterwards'), { at: '0 0 1 1 *' }),
    ];
    const all = await Promise.all(
      Array.from({ length: servers }, () => runJobs(as(APP_ROLE), tasks, log, { pollInterval: 50 })),
    );
    // Once the timetable of the other is known, what was missed has been asked for; what is asked for then is done after it.
    const known = sql`select from graphile_worker._private_known_crontabs where identifier = ${ringBell.name}`;
    await until(async () => (await known.execute(database.db)).rows.length > 0);
    await enqueue(database.db, ringBell, { tower: 'north' });
    await until(() => done.includes('afterwards'));
    await until(async () => (await waiting()).length === 0);
    await Promise.all(all.map((one) => one.stop()));
    return done.filter((what) => what === 'by the clock').length;
  }

  test('makes good a time that passed while no server ran, once for all servers', async () => {
    expect(await startedAgain(1.5, 2, 2 * DAY)).toBe(1);
  });

  test('does not where it passed too long ago, or where nothing is to be made good', async () => {
    expect(await startedAgain(1.5, 1)).toBe(0);
    expect(await startedAgain(1.5, 1, 1)).toBe(0);
  });
});

describe('stopping', () => {
  test('waits for the job that runs and begins no other', async () => {
    const finished: string[] = [];
    let begun = false;
    await start(
      async ({ tower }) => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        finished.push(tower);
      },
      { concurrency: 1 },
    );
    await enqueue(database.db, ringBell, { tower: 'first' });
    await until(() => begun);
    await enqueue(database.db, ringBell, { tower: 'second' });
    await running?.stop();
    expect(finished).toEqual(['first']);
    expect((await waiting()).map((job) => job.payload.tower)).toEqual(['second']);
    await running?.stop();
  });

  test('asks a job that takes too long to give up, and keeps it for the next start', async () => {
    let begun = false;
    await start(
      (_payload, { signal }) =>
        new Promise((_resolve, reject) => {
          begun = true;
          signal.addEventListener('abort', () => reject(new Error('asked to give up')));
        }),
      { patience: 100 },
    );
    await enqueue(database.db, ringBell, { tower: 'slow' });
    await until(() => begun);
    await running?.stop();
    expect((await waiting())[0]).toMatchObject({ payload: { tower: 'slow' }, attempts: 1 });
    expect((await waiting())[0]?.last_error).toContain('asked to give up');
  });
});

describe('the queue’s tables', () => {
  test('belong to the owner, so the program can use them and not alter them', async () => {
    await expect(sql`drop table graphile_worker._private_jobs`.execute(database.db)).rejects.toThrow('must be owner');
    await expect(
      sql`alter table graphile_worker._private_jobs disable row level security`.execute(database.db),
    ).rejects.toThrow('must be owner');
  });

  test('can be prepared again without a change', async () => {
    await prepareJobs(as(OWNER_ROLE), APP_ROLE, log);
    const rung: string[] = [];
    await start(async ({ tower }) => void rung.push(tower));
    await enqueue(database.db, ringBell, { tower: 'north' });
    await until(() => rung.length > 0);
  });
});

test('what a job carries stays out of the log', async () => {
  const said: string[] = [];
  const spoken = silentLog();
  const loud = spoken.child({}) as unknown as Record<string, unknown>;
  for (const level of ['debug', 'info', 'warn', 'error'])
    loud[level] = (...words: unknown[]) => said.push(JSON.stringify(words));
  loud.child = () => loud;
  running = await runJobs(
    as(APP_ROLE),
    [
      task(ringBell, async () => {
        throw new Error('broken');
      }),
    ],
    loud as never,
    { pollInterval: 50 },
  );
  await enqueue(database.db, ringBell, { tower: 'a name that must not be told' }, { attempts: 1 });
  await until(() => said.some((one) => one.includes('for the last time')));
  expect(said.join('\n')).not.toContain('must not be told');
});
