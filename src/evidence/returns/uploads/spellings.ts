import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';

/** What an authority's own words stand for, as its analyst said. */
export interface KeptSpelling {
  id: string;
  /** The set of codes. */
  set: string;
  /** As spellings are compared. */
  written: string;
  /** As it stood in the file. */
  shown: string;
  code: string;
  mappedAt: Date;
  mappedBy: string;
}

/** The spellings of one kind of return that the transaction may read, by set and words. */
export async function listSpellings(trx: Db, returnKind: string): Promise<KeptSpelling[]> {
  const { rows } = await sql<KeptSpelling>`
    select id, code_set as "set", written, shown, code, mapped_at as "mappedAt", mapped_by as "mappedBy"
    from return_spelling where return_kind = ${returnKind} order by code_set, written`.execute(trx);
  return rows;
}

/** Keeps what a spelling stands for; false where somebody of the authority said so already. */
export async function insertSpelling(
  trx: Db,
  one: KeptSpelling & { agency: string; ownerId: string; returnKind: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into return_spelling (id, agency, owner_id, return_kind, code_set, written, shown, code, mapped_at, mapped_by)
    values (${one.id}::uuid, ${one.agency}, ${one.ownerId}::uuid, ${one.returnKind}, ${one.set}, ${one.written}, ${one.shown},
      ${one.code}, ${one.mappedAt}, ${one.mappedBy})
    on conflict (agency, return_kind, code_set, written) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** Takes a mapping back and gives it; undefined where the transaction may not, or there is none. */
export async function deleteSpelling(trx: Db, id: string): Promise<KeptSpelling | undefined> {
  const { rows } = await sql<KeptSpelling>`
    delete from return_spelling where id = ${id}::uuid
    returning id, code_set as "set", written, shown, code, mapped_at as "mappedAt", mapped_by as "mappedBy"`.execute(
    trx,
  );
  return rows[0];
}
