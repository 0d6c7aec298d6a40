import { type CronItem, parseCronItems, type Task as QueueTask, type Runner, run } from 'graphile-worker';
import type { Logger } from 'pino';
import type { ConnectionTarget } from '../database/connection.ts';
import type { Task } from './job.ts';
import { queuePool } from './queue-pool.ts';
import { workerLogger } from './worker-logger.ts';

/** Jobs being done. */
export interface RunningJobs {
  /** Begins no more jobs and waits for those that run. Can be called twice. */
  stop: () => Promise<void>;
}

/** How jobs are done. */
export interface RunJobsOptions {
  /** Jobs at the same time. Two unless given. */
  concurrency?: number;
  /** Milliseconds that a running job may still take at the stop before it is asked to give up. Ten seconds unless given. */
  patience?: number;
  /** Milliseconds between looks for jobs whose time has come. New jobs are told at once; two seconds unless given. */
  pollInterval?: number;
}

/** A queue that gave up, because the database was long away, is taken up again after this pause. */
const PAUSE = 5000;

/**
 * Does jobs until stopped: those waiting, those that come, those whose time has come by their timetable, and those whose
 * pause after a failure is over. Any number of programs may do this on one database; each job is done by one. A job whose
 * program died is free again after four hours. The database must have been through `prepareJobs`. Throws when it cannot be
 * reached at the start; later it is waited for.
 */
export async function runJobs(
  target: ConnectionTarget,
  tasks: readonly Task[],
  log: Logger,
  options: RunJobsOptions = {},
): Promise<RunningJobs> {
  const concurrency = options.concurrency ?? 2;
  // One connection listens for new jobs, one looks after the timetable, the others take and settle jobs.
  const pool = queuePool(target, concurrency + 2);
  const begin = () =>
    run({
      pgPool: pool,
      taskList: Object.fromEntries(tasks.map((one) => [one.name, queueTask(one, log)])),
      // Without this the queue looks for a file of timed jobs in the folder Kith was started from.
      parsedCronItems: parseCronItems(tasks.flatMap(timed)),
      concurrency,
      pollInterval: options.pollInterval ?? 2000,
      // The queue waits at its stop for what a batch still has to write, and for nothing else: without these, a job that ends
      // at the stop is not recorded and would be done a second time.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      gracefulShutdownAbortTimeout: options.patience ?? 10_000,
      // Stopping is main's to order: jobs first, then the web, then the database.
      noHandleSignals: true,
      logger: workerLogger(log),
    });
  let runner: Runner | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped: Promise<void> | undefined;
  const keepGoing = async () => {
    runner = await begin();
    runner.promise.catch((error: unknown) => {
      if (stopped) return;
      log.error({ part: 'jobs', err: error }, 'the job queue gave up and is taken up again');
      later();
    });
  };
  const later = () => {
    again = setTimeout(() => keepGoing().catch(() => (stopped ? undefined : later())), PAUSE);
  };
  const stop = async () => {
    clearTimeout(again);
    await runner?.stop().catch(() => {});
    await pool.end();
  };
  try {
    await keepGoing();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function timed({ name, timetable }: Task): CronItem[] {
  if (!timetable) return [];
  // One that still waits is not joined by a second.
  const options = { backfillPeriod: timetable.catchUp ?? 0, jobKey: name, jobKeyMode: 'preserve_run_at' } as const;
  return [{ task: name, match: timetable.at, identifier: name, options }];
}

function queueTask(one: Task, log: Logger): QueueTask {
  return async (payload, { job, abortSignal }) => {
    const about = { part: 'jobs', job: one.name, attempt: job.attempts };
    const own = log.child(about);
    const begun = performance.now();
    try {
      await one.run(payload, { attempt: job.attempts, signal: abortSignal, log: own });
      own.info({ ms: Math.round(performance.now() - begun) }, 'job done');
    } catch (error) {
      if (job.attempts >= job.max_attempts) own.error({ err: error }, 'job failed for the last time');
      else own.warn({ err: error }, 'job failed and will be tried again');
      throw error;
    }
  };
}
