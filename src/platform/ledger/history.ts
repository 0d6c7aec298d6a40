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
 * Everything that was ever changed in one record, newest first. Row-level security decides: whoever may not read the record
 * gets nothing, as for a record that does not exist. Of acts on the record; a part's own changes stand under the record too.
 */
export async function readRecordHistory(trx: Db, kind: string, recordId: string): Promise<RecordChange[]> {
  const { rows } = await sql<RecordChange>`
    select c.seq, c.at, c.doing, c.who, c.agency, c.role, c.why, f.changes
    from ledger_of_changes(${kind}, ${recordId}::uuid) c
    join (
      select f.seq, jsonb_agg(jsonb_build_object('field', f.field, 'before', f.before, 'after', f.after)
        order by f.position) as changes
      from field_change f where f.kind = ${kind} and f.record_id = ${recordId}::uuid
      group by f.seq
    ) f on f.seq = c.seq
    order by c.seq desc`.execute(trx);
  return rows;
}
