import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import { CANONICAL_SQL } from './canonical-sql.ts';
import type { WrittenChange } from './changed-fields.ts';
import type { WrittenEntry } from './diagnose.ts';

/** Gives the next so many rows of a query, fewer at its end. */
export type NextRows<Row> = (count: number) => Promise<Row[]>;

/** Entries after a place, in order of their numbers, read as they are asked for. */
export function openEntries(trx: Db, after: number): Promise<NextRows<WrittenEntry>> {
  return open<WrittenEntry>(
    trx,
    'walked_entries',
    sql`select e.seq, e.key_id as "keyId", encode(e.mac, 'hex') as mac, encode(e.changes, 'hex') as changes, ${CANONICAL_SQL} as text
      from public.ledger_entry e where e.seq > ${sql.lit(after)} order by e.seq`,
  );
}

/** Changed fields of the entries after a place, in order. */
export function openChanges(trx: Db, after: number): Promise<NextRows<WrittenChange>> {
  return open<WrittenChange>(
    trx,
    'walked_changes',
    sql`select f.seq, f.position, f.kind, f.record_id::text as "recordId", f.field, f.before::text, f.after::text
      from public.field_change f where f.seq > ${sql.lit(after)} order by f.seq, f.position`,
  );
}

async function open<Row>(trx: Db, name: string, query: RawBuilder<unknown>): Promise<NextRows<Row>> {
  await sql`declare ${sql.id(name)} no scroll cursor for ${query}`.execute(trx);
  return async (count) => (await trx.executeQuery<Row>(CompiledQuery.raw(`fetch ${count} from ${name}`))).rows;
}
