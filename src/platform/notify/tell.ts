import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/connection.ts';

/** What people are told: nothing that a record holds, no name of anybody in one, nothing that opens an account. */
export interface Word {
  /** One line for their page of notices. */
  notice: string;
  /** Where they go on, on this site: `/account`. */
  href: string;
  /** Of the mail. */
  subject: string;
  /** The mail, in paragraphs. */
  mail: string;
}

/** Tells people on their page of notices and by mail, each once. For nobody the database is asked the same. */
export function tellPeople(trx: Db, ids: readonly string[], word: Word, now: Date): Promise<void> {
  return tell(trx, sql`p.id = any(${[...ids]}::uuid[])`, word, now);
}

/** Tells whoever has this address; asks the database the same when nobody has it. */
export function tellAddress(trx: Db, email: string, word: Word, now: Date): Promise<void> {
  return tell(trx, sql`p.email = ${email}`, word, now);
}

async function tell(trx: Db, who: RawBuilder<unknown>, word: Word, now: Date): Promise<void> {
  const { notice, href, subject, mail } = word;
  await sql`
    with told as (
      select p.id, p.email from person p where ${who}
    ), noticed as (
      insert into notice (id, person_id, words, href, made_at)
      select gen_random_uuid(), told.id, ${notice}, ${href}, ${now} from told
    )
    insert into outbox_message (id, address, subject, words, made_at, try_at)
    select gen_random_uuid(), told.email, ${subject}, ${mail}, ${now}, ${now} from told`.execute(trx);
}
