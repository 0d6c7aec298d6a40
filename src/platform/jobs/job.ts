import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Db } from '../database/connection.ts';

/** A kind of work that is done after the answer to whoever asked for it: its name and what it must be told. */
export interface JobKind<Payload> {
  /** What it does, as a command: `prepare-report`. Stored with each job, so it never changes once jobs exist. */
  name: string;
  /** What a job of this kind carries. It is kept in the database as JSON: keys and numbers of records, never their content. */
  payload: z.ZodType<Payload>;
}

/** What the work is told about the job it does. */
export interface RunningJob {
  /** 1 at the first attempt. */
  attempt: number;
  /** Aborted when Kith has waited for the job long enough at its stop: give up, it is tried again at the next start. */
  signal: AbortSignal;
  log: Logger;
}

/** Does a job. Thrown errors are tried again later; work must therefore be right when it is done twice. */
export type Work<Payload> = (payload: Payload, job: RunningJob) => Promise<void>;

/** When a kind of job is done without being asked for: once each time, however many servers run on the database. */
export interface Timetable {
  /** Minute, hour, day, month, weekday, as crontab has them, in UTC. */
  at: string;
  /** So long afterwards a time that passed while no server ran is made good, in milliseconds; never, unless given. */
  catchUp?: number;
}

/** A kind of job with the work that does it. */
export interface Task {
  name: string;
  run: (payload: unknown, job: RunningJob) => Promise<void>;
  timetable?: Timetable;
}

/** Puts a kind of job and its work together, checking what a job carries before the work begins. */
export function task<Payload>(kind: JobKind<Payload>, work: Work<Payload>, timetable?: Timetable): Task {
  return {
    name: kind.name,
    run: async (payload, job) => work(kind.payload.parse(payload), job),
    ...(timetable ? { timetable } : {}),
  };
}

/** How a job is to be done. */
export interface JobOptions {
  /** Not before this moment. At once unless given. */
  runAt?: Date;
  /** A waiting job of the same key is replaced, so that ten changes in a minute prepare one report. */
  jobKey?: string;
  /** How often it is tried. Ten times unless given: with growing pauses, over some three and a half hours. */
  attempts?: number;
}

const ATTEMPTS = 10;

/**
 * Asks for a job inside the caller's transaction: it is done once that is committed, and never when it is rolled back.
 * Throws when the payload is not what the kind of job carries.
 */
export async function enqueue<Payload>(
  trx: Db,
  kind: JobKind<Payload>,
  payload: Payload,
  options: JobOptions = {},
): Promise<void> {
  const body = JSON.stringify(kind.payload.parse(payload));
  await sql`
    select from graphile_worker.add_job(
      identifier => ${kind.name}::text,
      payload => ${body}::json,
      run_at => ${options.runAt ?? null}::timestamptz,
      job_key => ${options.jobKey ?? null}::text,
      max_attempts => ${options.attempts ?? ATTEMPTS}::integer
    )`.execute(trx);
}
