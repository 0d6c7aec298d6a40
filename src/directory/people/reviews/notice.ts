import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { AtWork } from '../at-work.ts';
import { listAdministrators } from './repository.ts';

/** Puts a line on the page of notices of everybody who is an administrator today. */
export async function tellAdministrators(work: AtWork, notice: { words: string; href: string }): Promise<void> {
  for (const id of await listAdministrators(work.trx, londonDate(work.now))) {
    await sql`
      insert into notice (id, person_id, words, href, made_at)
      values (${randomUUID()}::uuid, ${id}::uuid, ${notice.words}, ${notice.href}, ${work.now})`.execute(work.trx);
  }
}
