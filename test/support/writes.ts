import { sql } from 'kysely';
import type { Db } from '../../src/platform/database/connection.ts';

/** What any request may leave behind: that it was made, and what stops whoever tries too often. */
const GUARDS = ['ledger_entry', 'ledger_head', 'sign_in_guard', 'sign_in_step', 'kept_form'];
/** What a session notes of every request. */
const SEEN = ['seen_at', 'token_hash', 'previous_hash', 'rotated_at', 'rights'];

/** What happened in a database since it was asked last. */
export interface Happened {
  /** What was written: "insert person". */
  written: string[];
  /** Whether the ledger says that something was done. */
  done: boolean;
}

/**
 * From now on notes every row that is written, in whichever table, beside the ledger and the guards; a write that is taken
 * back leaves no note. The answer tells what happened since it was asked last.
 */
export async function watchWrites(root: Db): Promise<() => Promise<Happened>> {
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
  let since = 0;
  return async () => {
    const { rows } = await sql<Happened & { end: number }>`
      with noted as (delete from watch.written returning what), head as (select coalesce(max(seq), 0) as seq from ledger_head)
      select array(select distinct what from noted order by what) as written, head.seq as end,
        exists (select from ledger_entry e where e.seq > ${since} and e.seq <= head.seq and e.outcome = 'done') as done
      from head`.execute(root);
    const [{ end, ...happened } = { end: since, written: [], done: false }] = rows;
    since = end;
    return happened;
  };
}
