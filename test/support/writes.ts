import { sql } from 'kysely';
import type { Db } from '../../src/platform/database/connection.ts';

/** What any request may leave behind: that it was made, and what stops whoever tries too often. */
const GUARDS = ['ledger_entry', 'ledger_head', 'sign_in_guard', 'sign_in_step', 'kept_form'];
/** What a session notes of every request. */
const SEEN = ['seen_at', 'token_hash', 'previous_hash', 'rotated_at', 'rights'];

/**
 * From now on notes every row that is written, in whichever table, beside the ledger and the guards; a write that is taken
 * back leaves no note. The answer tells what was written since it was asked last: "insert person".
 */
export async function watchWrites(root: Db): Promise<() => Promise<string[]>> {
  await sql`create schema watch`.execute(root);
  await sql`create table watch.written (what text not null)`.execute(root);
  await sql`
    create function watch.note() returns trigger language plpgsql security definer as $$
    begin
      if tg_table_name = 'session' and tg_op = 'UPDATE'
        and to_jsonb(old) - ${sql.lit(`{${SEEN.join(',')}}`)}::text[] = to_jsonb(new) - ${sql.lit(`{${SEEN.join(',')}}`)}::text[]
      then return null;
      end if;
      insert into watch.written values (lower(tg_op) || ' ' || tg_table_name);
      return null;
    end $$`.execute(root);
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(root);
  for (const { name } of rows.filter((row) => !GUARDS.includes(row.name))) {
    await sql`create trigger watch_written after insert or update or delete on ${sql.table(name)}
      for each row execute function watch.note()`.execute(root);
  }
  return async () => {
    const written = await sql<{ what: string }>`delete from watch.written returning what`.execute(root);
    return [...new Set(written.rows.map((row) => row.what))].sort();
  };
}
