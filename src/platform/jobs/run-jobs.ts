import { type Task as QueueTask, run } from 'graphile-worker';
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

/**
 * Does jobs until stopped: those waiting, those that come, and those whose pause after a failure is over. Any number of
 * programs may do this on one database; each job is done by one. A job whose program died is free again after four hours.
 * The database must have been through `prepareJobs`. Throws when it cannot be reached.
 */
export async function runJobs(
  target: ConnectionTarget,
  tasks: readonly Task[],
  log: Logger,
  options: RunJobsOptions = {},
): Promise<RunningJobs> {
  const concurrency = options.concurrency ?? 2;
  // One connection listens for new jobs, the others take and settle them.
  const pool = queuePool(target, concurrency + 2);
  try {
    const runner = await run({
      pgPool: pool,
      taskList: Object.fromEntries(tasks.map((one) => [one.name, queueTask(one, log)])),
      // Without this the queue looks for a file of timed jobs in the folder Kith was started from.
      parsedCronItems: [],
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
    runner.promise.catch((error: unknown) => log.error({ part: 'jobs', err: error }, 'jobs are no longer done'));
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      await runner.stop().catch(() => {});
      await pool.end();
    };
    return {
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
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
