/**
 * Work that is done after the answer: asked for inside a transaction, done once it is committed, tried again when it
 * fails. Kept in the same database by graphile-worker, in a schema of its own.
 */
export { enqueue, type RunningJob, type Task, task, type Work } from './job.ts';
export { type RunningJobs, runJobs } from './run-jobs.ts';
export { prepareJobs } from './schema.ts';
