import { sql } from 'kysely';
import { PlainError } from '../plain-error.ts';
import type { Db } from './connection.ts';

/** Tables to which the program may add and which it may read, and nothing else. */
const APPEND_ONLY = [
  'load',
  'record_version',
  'ledger_entry',
  'field_change',
  'ledger_checkpoint',
  'access_review',
  'terms_acceptance',
  'meeting_words',
  'meeting_paper_version',
  'meeting_paper_bytes',
  'meeting_paper_preview',
];
/** Tables that only the role that owns them writes. */
const READ_ONLY = ['schema_migration', 'access_grant', 'access_kind', 'access_sheltered'];
/** Tables that the program reaches through functions alone. */
const CLOSED = ['ledger_head', 'record_subject', 'record_conflict', 'person_former_name'];

/**
 * Gives the program's role what it needs of every table, and takes from it what it may not have, as the role that owns them.
 * Run after every migration.
 */
export async function giveRights(owner: Db, programRole: string): Promise<void> {
  const role = sql.id(programRole);
  const held = await sql<{ name: string; view: boolean }>`
    select c.relname as name, c.relkind = 'v' as view from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and pg_has_role(current_user, c.relowner, 'usage')`.execute(
    owner,
  );
  const named = (names: readonly string[]) => held.rows.map(({ name }) => name).filter((name) => names.includes(name));
  const limited = [...APPEND_ONLY, ...READ_ONLY, ...CLOSED];
  const open = held.rows.filter(({ name, view }) => !view && !limited.includes(name)).map(({ name }) => name);
  const views = held.rows.filter(({ view }) => view).map(({ name }) => name);
  await owner.transaction().execute(async (trx) => {
    const tables = (names: readonly string[]) => sql.join(names.map((name) => sql.table(`public.${name}`)));
    const give = async (rights: string, names: readonly string[]) => {
      if (names.length === 0) return;
      await sql`revoke all on ${tables(names)} from ${role}`.execute(trx);
      if (rights !== '') await sql`grant ${sql.raw(rights)} on ${tables(names)} to ${role}`.execute(trx);
    };
    await sql`grant usage on schema public to ${role}`.execute(trx);
    await give('select, insert, update, delete', open);
    await give('select, insert', named(APPEND_ONLY));
    await give('select', [...named(READ_ONLY), ...views]);
    await give('', named(CLOSED));
    await sql`grant usage, select on all sequences in schema public to ${role}`.execute(trx);
    await sql`revoke execute on all routines in schema public from public`.execute(trx);
    await sql`grant execute on all functions in schema public to ${role}`.execute(trx);
  });
}

/** Whether the role was given its rights before: after that only a migration changes them. */
export async function hasRights(owner: Db, programRole: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select has_table_privilege(${programRole}, 'ledger_entry', 'insert')
      and not has_table_privilege(${programRole}, 'ledger_entry', 'update')
      and not has_table_privilege(${programRole}, 'access_grant', 'insert') as has`.execute(owner);
  return rows[0]?.has ?? false;
}

/** What makes row-level security and the ledger's triggers a matter of trust: the program's own role could set them aside. */
export interface ProgramRole {
  name: string;
  superuser: boolean;
  bypasses: boolean;
  owns: boolean;
}

/** How the program's own role stands to the tables. */
export async function readProgramRole(db: Db): Promise<ProgramRole> {
  const { rows } = await sql<ProgramRole>`
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypasses,
      exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and pg_has_role(r.oid, c.relowner, 'usage')) as owns
    from pg_roles r where r.rolname = current_user`.execute(db);
  const found = rows[0];
  if (!found) throw new Error('The database does not know its own user.');
  return found;
}

/** Throws PlainError when the program works as a role that the database’s own rules do not bind. */
export function refuseUnboundRole(role: ProgramRole): void {
  if (!role.superuser && !role.bypasses && !role.owns) return;
  const why = role.superuser ? 'is a superuser' : role.bypasses ? 'bypasses row-level security' : 'owns the tables';
  throw new PlainError(
    `The user ${role.name} in DATABASE_URL ${why}, so the database could not keep records from those who may not see them: let DATABASE_OWNER_URL name that user, and DATABASE_URL another one that owns nothing.`,
  );
}
