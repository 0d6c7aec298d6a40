import { z } from 'zod';
import type { Db } from '../../../platform/database/connection.ts';
import { enqueue } from '../../../platform/jobs/index.ts';

/** The job that looks whether an action is to be chased, and sets itself again for the next reminder. */
export const CHASE_ACTION = { name: 'chase-action', payload: z.object({ id: z.uuid() }) };

/** So long after a change the reminders of an action are worked out anew. */
const PAUSE = 60_000;

/**
 * Works out an action's reminders anew, soon after it was given or changed. One job an action: a later one replaces it, so
 * that nobody is reminded of a date that was moved.
 */
export async function scheduleChase(trx: Db, id: string, now: Date): Promise<void> {
  await scheduleChaseAt(trx, id, new Date(now.getTime() + PAUSE));
}

/** Sets the job for a moment. */
export async function scheduleChaseAt(trx: Db, id: string, runAt: Date): Promise<void> {
  await enqueue(trx, CHASE_ACTION, { id }, { runAt, jobKey: `chase-action ${id}` });
}
