import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { RecordFault } from './kind.ts';

/** For a kind whose records name another of the same kind: refuses chains that lead back to where they began. */
export function refuseLoops(table: string, column: string, reason: string): (trx: Db) => Promise<RecordFault[]> {
  return async (trx) => {
    const link = sql.ref(column);
    const found = await sql<{ key: string }>`
      with recursive chain as (
        select key as start, ${link} as here, 1 as steps from ${sql.table(table)} where ${link} is not null
        union all
        select chain.start, next.${link}, chain.steps + 1
        from chain join ${sql.table(table)} as next on next.key = chain.here
        where next.${link} is not null and chain.here <> chain.start and chain.steps < 50
      )
      select distinct start as key from chain where here = start order by 1`.execute(trx);
    return found.rows.map(({ key }) => ({ key, reason }));
  };
}
