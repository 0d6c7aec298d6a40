import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { HistoryEntry } from '../../platform/web/kith/index.ts';

/**
 * Everything that was ever changed about a person: their details, the roles they held, what reviews said; newest first. The
 * database decides who may read it: whoever may read the person (migration 0012).
 */
export async function readPersonHistory(trx: Db, personId: string): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry>`
    select at, who, role, why, doing,
      jsonb_agg(jsonb_build_object('field', field, 'before', before, 'after', after) order by position) as changes
    from ledger_of_person(${personId}::uuid)
    group by seq, at, who, role, why, doing
    order by seq desc`.execute(trx);
  return rows;
}
