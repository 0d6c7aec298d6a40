import { Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from 'pino';

/**
 * The queue's own messages in Kith's log, without what it attaches to them: that holds what jobs carry. Its account of
 * single jobs is left out as well, since `runJobs` gives its own.
 */
export function workerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger((scope) => (level, message) => {
    if (scope.jobId !== undefined || level === 'debug' || level === 'info') return;
    log[level === 'warning' ? 'warn' : 'error']({ part: 'jobs' }, message);
  });
}
