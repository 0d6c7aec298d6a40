import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../platform/database/connection.ts';
import { type Task, task } from '../platform/jobs/index.ts';
import type { Deps } from '../platform/module.ts';
import { forgetMessages } from '../platform/notify/index.ts';
import { endLinksOfLeavers, forgetEndedLinks } from './account/calendar/link.ts';
import { dropOldForms } from './account/kept-form.ts';

const DAY = 86_400_000;
/** So long are ended sessions and links that no longer work shown to whoever asks what happened. */
const REMEMBERED = 30 * DAY;
/** So long is mail shown to whoever sees to it that people are told; everybody's notices stay. */
const MAIL_REMEMBERED = 90 * DAY;

/** The job that empties what is over. It may run at any time and as often as one likes. */
const FORGET = { name: 'forget-what-is-over', payload: z.object({}) };

/** Empties every night what signing in and mail leave behind. */
export function forgetWhatIsOver({ db, now }: Pick<Deps, 'db' | 'now'>): Task {
  return task(FORGET, async () => forget(db, now()), { at: '20 1 * * *', catchUp: DAY });
}

/**
 * Drops steps of a sign-in that were not finished, texts that nobody came back for, wrong tries of more than a day ago, and
 * links that nobody used, sessions and addresses for calendars that have been over for thirty days, and mail of more than ninety days ago. A link that was used stays: whether its maker
 * could have used it is asked when the person is given a role. What people did stays in the ledger.
 */
async function forget(db: Db, now: Date): Promise<void> {
  const before = (age: number) => new Date(now.getTime() - age);
  await sql`delete from sign_in_step where expires_at <= ${now}`.execute(db);
  await dropOldForms(db, now);
  await endLinksOfLeavers(db, now);
  await forgetEndedLinks(db, before(REMEMBERED));
  await forgetMessages(db, before(MAIL_REMEMBERED));
  await sql`
    delete from sign_in_guard where last_at <= ${before(DAY)} and coalesce(locked_until <= ${now}, true)`.execute(db);
  await sql`
    delete from invitation where used_at is null and expires_at <= ${before(REMEMBERED)}`.execute(db);
  // A session that was left open ends by itself. Everybody's newest stays: it tells when they were last here.
  await sql`
    delete from session s where coalesce(s.ended_at, s.ends_at) <= ${before(REMEMBERED)}
      and exists (select from session newer where newer.person_id = s.person_id and newer.started_at > s.started_at)`.execute(
    db,
  );
}
