import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { HistoryEntry } from '../../platform/web/kith/index.ts';

/** Everything that was ever changed in an action or a recommendation, newest first, for whoever may read it. */
export async function readHistory(trx: Db, kind: string, id: string): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry>`
    select at, who, role, why, doing,
      jsonb_agg(jsonb_build_object('field', field, 'before', before, 'after', after) order by position) as changes
    from ledger_of_closure(${kind}, ${id}::uuid)
    group by seq, at, who, role, why, doing
    order by seq desc`.execute(trx);
  return rows;
}
