import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';

/**
 * For a kind whose table has a `position`: numbers the given records in the order of the files, and touches only rows
 * that stand elsewhere.
 */
export function orderedIn(table: string, keyColumn = 'key'): (trx: Db, keys: readonly string[]) => Promise<void> {
  return async (trx, keys) => {
    await sql`
      update ${sql.table(table)} as held set position = given.place - 1
      from unnest(${[...keys]}::text[]) with ordinality as given (key, place)
      where held.${sql.ref(keyColumn)} = given.key and held.position <> given.place - 1`.execute(trx);
  };
}
