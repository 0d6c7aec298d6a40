import { sql } from 'kysely';
import type { Db } from './connection.ts';

/** Owns the tables and runs migrations. */
export const OWNER_ROLE = 'kith_owner';
/** What the program works as: it owns nothing and bypasses nothing. */
export const APP_ROLE = 'kith_app';

const PLAIN_ROLE = sql`nosuperuser nobypassrls nocreatedb nocreaterole noreplication`;

/** Makes the two roles where they are missing. The program's own cannot log in until `admit`. Run as superuser. */
export async function createRoles(admin: Db): Promise<void> {
  for (const role of [OWNER_ROLE, APP_ROLE]) {
    if (await exists(admin, sql`select from pg_roles where rolname = ${role}`)) continue;
    await sql`create role ${sql.id(role)} nologin ${PLAIN_ROLE}`.execute(admin);
  }
}

/** Makes a database owned by the owner role where it is missing. Run as superuser in another database. */
export async function createDatabase(admin: Db, name: string, template?: string): Promise<void> {
  if (await exists(admin, sql`select from pg_database where datname = ${name}`)) return;
  const like = template === undefined ? sql`` : sql` template ${sql.id(template)}`;
  await sql`create database ${sql.id(name)} owner ${sql.id(OWNER_ROLE)}${like}`.execute(admin);
}

/**
 * Run inside a new database as its superuser: only Kith's roles may connect, and every table that the owner makes from
 * now on can be read and written, but not altered or emptied, by the program.
 */
export async function grantRights(database: Db, name: string): Promise<void> {
  const tables = sql`alter default privileges for role ${sql.id(OWNER_ROLE)} in schema public`;
  const statements = [
    sql`revoke all on database ${sql.id(name)} from public`,
    sql`grant connect, temporary on database ${sql.id(name)} to ${sql.id(APP_ROLE)}`,
    sql`alter schema public owner to ${sql.id(OWNER_ROLE)}`,
    sql`grant usage on schema public to ${sql.id(APP_ROLE)}`,
    sql`${tables} grant select, insert, update, delete on tables to ${sql.id(APP_ROLE)}`,
    sql`${tables} grant usage, select on sequences to ${sql.id(APP_ROLE)}`,
  ];
  for (const statement of statements) await statement.execute(database);
}

/** Lets both roles log in, with passwords where the server asks for them: the last step, so a role that can log in finds everything. */
export async function admit(admin: Db, passwords?: { owner: string; app: string }): Promise<void> {
  for (const [role, password] of [
    [OWNER_ROLE, passwords?.owner],
    [APP_ROLE, passwords?.app],
  ] as const) {
    const secret = password === undefined ? sql`` : sql` password ${sql.lit(password)}`;
    await sql`alter role ${sql.id(role)} login${secret}`.execute(admin);
  }
}

async function exists(db: Db, query: ReturnType<typeof sql>): Promise<boolean> {
  return (await query.execute(db)).rows.length > 0;
}
