import { sql } from 'kysely';
import { PlainError } from '../plain-error.ts';
import { SOCKET_PORT } from './cluster.ts';
import { connect, type Db } from './connection.ts';
import { codeOf } from './faults.ts';
import type { Passwords } from './passwords.ts';
import { admit, createDatabase, createRoles, grantRights } from './roles.ts';
import type { Storage } from './storage.ts';

// Two programs that meet the same new cluster set it up one after the other.
const SET_UP_LOCK = 0x6b697468;

/**
 * Makes roles, database and rights in a cluster that lacks them, whole or in part, as its superuser. Throws PlainError
 * when the superuser's password is not the cluster's.
 */
export async function setUp(storage: Storage, passwords: Passwords, name: string): Promise<void> {
  const asSuperuser = (database: string): Db =>
    connect(
      {
        host: storage.socketFolder,
        port: SOCKET_PORT,
        user: 'postgres',
        password: passwords.superuser,
        database,
      },
      { max: 1 },
    );
  const admin = asSuperuser('postgres');
  const inside = asSuperuser(name);
  try {
    await admin.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${SET_UP_LOCK})`.execute(connection);
      await createRoles(connection);
      await createDatabase(connection, name);
      await grantRights(inside, name);
      await admit(connection, passwords);
    });
  } catch (error) {
    const WRONG_PASSWORD = '28P01';
    if (codeOf(error) !== WRONG_PASSWORD) throw error;
    throw new PlainError(
      `The passwords in ${storage.passwordsFile} are not those of the database: put the right file back, or stop Kith, remove the file and start again; Kith then makes new ones.`,
      { cause: error },
    );
  } finally {
    await inside.destroy();
    await admin.destroy();
  }
}
