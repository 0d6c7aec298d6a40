import { sql } from 'kysely';
import { z } from 'zod';
import { dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { type Task, task } from '../../platform/jobs/index.ts';
import type { Deps } from '../../platform/module.ts';
import { tellPeople } from '../../platform/notify/index.ts';

const KIND = { name: 'chase-contributions', payload: z.object({}) };
/** Every working morning, before people begin. */
const MORNINGS = { at: '0 6 * * 1-5', catchUp: 12 * 3_600_000 };

/** Tells members whose agency owes a contribution that fell due, once for each. Returns how many contributions were chased. */
export async function chaseDue(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    // The moment of this work, for the database's own words.
    await sql`select set_config('kith.now', ${now.toISOString()}, true)`.execute(trx);
    const { rows } = await sql<{ meeting_id: string; title: string; due_on: PlainDate; people: string[] }>`
      select meeting_id, title, due_on, people from governance_chase(${londonDate(now)}::date)`.execute(trx);
    for (const { meeting_id, title, due_on, people } of rows) {
      const notice = `The contribution of your agency to ${title} is due on ${dateInWords(due_on)}.`;
      const href = `/meetings/${meeting_id}/contributions`;
      await tellPeople(trx, people, { notice, href, subject: 'A contribution is asked of you', mail: notice }, now);
    }
    return rows.length;
  });
}

/** The daily chase. */
export function chaseTask({ db, now }: Pick<Deps, 'db' | 'now'>): Task {
  return task(
    KIND,
    async () => {
      await chaseDue(db, now());
    },
    MORNINGS,
  );
}
