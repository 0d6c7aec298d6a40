import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';

/** One field that an act changed, as it stood before and after; null for nothing. */
export interface ChangedField {
  /** Name of the field, as the act called it. */
  field: string;
  before: unknown;
  after: unknown;
}

/** One act that changed a record: when, who, as what, why, and every field it changed. */
export interface RecordChange {
  seq: number;
  at: Date;
  /** In words: "Changed a serious incident notification". */
  doing: string;
  who: string;
  agency: string | null;
  /** Code of the role in which they acted; null from the command line. */
  role: string | null;
  /** The reason they gave. */
  why: string | null;
  /** In the order in which the act changed them. */
  changes: readonly ChangedField[];
}

/**
 * Everything that was ever changed in one record, newest first; in several, where a page shows what is kept under more than
 * one number. Row-level security decides: whoever may not read a record gets nothing of it, as for one that does not exist.
 */
export async function readRecordHistory(
  trx: Db,
  kind: string,
  records: string | readonly string[],
): Promise<RecordChange[]> {
  const ids = typeof records === 'string' ? [records] : [...records];
  const { rows } = await sql<RecordChange>`
    select seq, at, doing, who, agency, role, max(why) as why,
      jsonb_agg(jsonb_build_object('field', field, 'before', before, 'after', after) order by position) as changes
    from record_history where kind = ${kind} and record_id = any(${ids}::uuid[])
    group by seq, at, doing, who, agency, role
    order by seq desc`.execute(trx);
  return rows;
}
