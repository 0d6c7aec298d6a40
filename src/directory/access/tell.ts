import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';

/** What people are told about access to a record: neither line says anything that the record holds. */
export interface AccessWord {
  /** One line for their page of notices. */
  notice: string;
  /** Where they go on, on this site. */
  href: string;
  subject: string;
  /** The mail, in paragraphs: no reference and no name of anybody in a record. */
  mail: string;
}

/** Tells people on their page of notices and by mail. For nobody the database is asked the same. */
export async function tellPeople(trx: Db, ids: readonly string[], word: AccessWord, now: Date): Promise<void> {
  await sql`
    with told as (
      select distinct p.id, p.email from person p where p.id = any(${[...ids]}::uuid[])
    ), noticed as (
      insert into notice (id, person_id, words, href, made_at)
      select gen_random_uuid(), told.id, ${word.notice}, ${word.href}, ${now} from told
    )
    insert into outbox_message (id, address, subject, words, made_at)
    select gen_random_uuid(), told.email, ${word.subject}, ${word.mail}, ${now} from told`.execute(trx);
}
