import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import { type Task, task } from '../../platform/jobs/index.ts';
import type { Deps } from '../../platform/module.ts';
import { dropOldForms } from '../account/kept-form.ts';

const DAY = 86_400_000;
/** So long are ended sessions and links that no longer work shown to whoever asks what happened. */
const REMEMBERED = 30 * DAY;

/** The job that empties what signing in leaves behind. It may run at any time and as often as one likes. */
export const FORGET_OLD_SIGN_INS = { name: 'forget-what-signing-in-left-behind', payload: z.strictObject({}) };

/** Does that job. */
export function forgetOldSignIns({ db, now }: Pick<Deps, 'db' | 'now'>): Task {
  return task(FORGET_OLD_SIGN_INS, async () => forget(db, now()));
}

/**
 * Drops steps of a sign-in that were not finished, texts that nobody came back for, wrong tries of more than a day ago, and
 * links and sessions that have been over for thirty days. What people did stays in the ledger.
 */
async function forget(db: Db, now: Date): Promise<void> {
  const before = (age: number) => new Date(now.getTime() - age);
  await sql`delete from sign_in_step where expires_at <= ${now}`.execute(db);
  await dropOldForms(db, now);
  await sql`
    delete from sign_in_guard where last_at <= ${before(DAY)} and coalesce(locked_until <= ${now}, true)`.execute(db);
  await sql`
    delete from invitation where expires_at <= ${before(REMEMBERED)} or used_at <= ${before(REMEMBERED)}`.execute(db);
  // A session that was left open ends by itself. Everybody's newest stays: it tells when they were last here.
  await sql`
    delete from session s where coalesce(s.ended_at, s.ends_at) <= ${before(REMEMBERED)}
      and exists (select from session newer where newer.person_id = s.person_id and newer.started_at > s.started_at)`.execute(
    db,
  );
}
