import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';

/** What somebody is told about their own account: no record's content, nothing that opens the account. */
export interface Word {
  subject: string;
  /** One line for their page of notices. */
  notice: string;
  /** The mail, in paragraphs. */
  mail: string;
}

/** Tells a person on their page of notices and by mail. */
export function tellPerson(trx: Db, personId: string, word: Word, now: Date): Promise<void> {
  return tell(trx, sql`p.id = ${personId}::uuid`, word, now);
}

/** Tells whoever has this address; asks the database the same when nobody has it. */
export function tellAddress(trx: Db, email: string, word: Word, now: Date): Promise<void> {
  return tell(trx, sql`p.email = ${email}`, word, now);
}

async function tell(trx: Db, who: RawBuilder<unknown>, word: Word, now: Date): Promise<void> {
  await sql`
    with told as (
      select p.id, p.email from person p where ${who}
    ), noticed as (
      insert into notice (id, person_id, words, href, made_at)
      select ${randomUUID()}::uuid, told.id, ${word.notice}, '/account', ${now} from told
    )
    insert into outbox_message (id, address, subject, words, made_at)
    select ${randomUUID()}::uuid, told.email, ${word.subject}, ${word.mail}, ${now} from told`.execute(trx);
}
