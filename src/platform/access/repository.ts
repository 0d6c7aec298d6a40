import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { RecordFacts } from './decide.ts';
import type { AccessTable, Action } from './grant.ts';

/** How a record stands to a person, and to others. */
export interface FoundFacts extends RecordFacts {
  /** Names of the agencies and people who must not receive it: whoever reads it must not pass it on to them. */
  keptFrom: readonly string[];
}

/** How a record stands to the person for whom the transaction works; null where there is no such record. */
export async function findFacts(trx: Db, kind: string, id: string): Promise<FoundFacts | null> {
  const { rows } = await sql<FoundFacts>`
    select agency, team, owner_id as "ownerId", sealed, involved, named, blocked, broken_open as "brokenOpen",
      kept_from as "keptFrom"
    from access_facts(${kind}, ${id}::uuid)`.execute(trx);
  return rows[0] ?? null;
}

/** What the database itself says: may the person for whom the transaction works do this with the record? */
export async function databaseAllows(trx: Db, action: Action, kind: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select access_may(${action}, ${kind}, ${id}::uuid) as may`.execute(trx);
  return rows[0]?.may ?? false;
}

/**
 * Writes the access table into the database, where its own rules read it, when it differs from what stands there. Needs
 * the role that owns the tables.
 */
export async function writeAccessTable(owner: Db, table: AccessTable): Promise<void> {
  const lines = JSON.stringify(table.grants.map((grant, position) => ({ ...grant, position })));
  await owner.transaction().execute(async (trx) => {
    await sql`
      with wanted as (
        select * from jsonb_to_recordset(${lines}::jsonb) as w
          (role text, action text, kind text, scope text, involvement text, purposes text[], why text, position integer)
      ), gone as (
        delete from access_grant g where not exists (
          select from wanted w where (w.role, w.action, w.kind, w.scope, w.involvement)
            = (g.role, g.action, g.kind, g.scope, g.involvement))
      )
      insert into access_grant (role, action, kind, scope, involvement, purposes, why, position)
      select role, action, kind, scope, involvement, purposes, why, position from wanted
      on conflict (role, action, kind, scope, involvement) do update
        set purposes = excluded.purposes, why = excluded.why, position = excluded.position
        where (access_grant.purposes, access_grant.why, access_grant.position)
          is distinct from (excluded.purposes, excluded.why, excluded.position)`.execute(trx);
  });
}
