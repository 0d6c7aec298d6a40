import { sql } from 'kysely';
import type { Logger } from 'pino';
import { PlainError } from '../plain-error.ts';
import { type ConnectionTarget, connect, type Db } from './connection.ts';
import { openEmbedded } from './embedded.ts';
import { checkExternal } from './external.ts';
import { codeOf } from './faults.ts';
import { migrate } from './migrate.ts';
import { pause } from './process.ts';
import { giveRights, hasRights, readProgramRole, refuseUnboundRole } from './rights.ts';
import { APP_ROLE } from './roles.ts';

const PATIENCE_WITH_QUERIES = 3000;

/** An open, migrated database. */
export interface Database {
  db: Db;
  /** Where it is for the program itself: the job queue keeps connections of its own. */
  target: ConnectionTarget;
  /** Works as the role that owns the tables, for what the program itself may not do: checking the whole ledger, say. */
  asOwner: <T>(work: (owner: Db) => Promise<T>) => Promise<T>;
  /** Tells other programs on this KITH_HOME where the web server is. */
  announce: (address: string) => Promise<void>;
  /** Closes every connection, and stops the carried PostgreSQL when nobody else uses it. */
  close: () => Promise<void>;
}

/** Which database to open, and for whom. */
export interface DatabaseOptions {
  /** KITH_HOME. */
  home: string;
  /** DATABASE_URL, or null for the PostgreSQL that Kith carries. */
  databaseUrl: string | null;
  /** DATABASE_OWNER_URL, or null where the user in DATABASE_URL owns the tables too. */
  databaseOwnerUrl?: string | null;
  /** Whether to go on when the program's own user could set the database's rules aside. Only where nobody's records are held. */
  allowUnboundRole?: boolean;
  /** Runs as the role that owns the tables once they are up to date, before the program opens its own connections. */
  prepare?: (owner: Db, where: { owner: ConnectionTarget; programRole: string | null }) => Promise<void>;
  log: Logger;
  /** There is at most one `server` on a KITH_HOME, and any number of commands beside it. */
  purpose: 'server' | 'command';
  /** Ends the opening early. */
  signal?: AbortSignal;
  /** Called when this server lost its place to another one on the same KITH_HOME. */
  onReplaced?: (fault: PlainError) => void;
}

/**
 * Opens the database that the settings name and brings it up to this program. Throws PlainError for whatever a person
 * can mend; nothing stays open or running then that was not before.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl } = options;
  if (databaseUrl !== null) {
    const ownerUrl = options.databaseOwnerUrl ?? databaseUrl;
    await checkExternal(ownerUrl);
    const target = { connectionString: databaseUrl };
    const owner = { connectionString: ownerUrl };
    await bringUp(owner, ownerUrl === databaseUrl ? null : userOf(databaseUrl), options);
    if (ownerUrl !== databaseUrl) await checkExternal(databaseUrl);
    const db = connect(target);
    try {
      await judgeRole(db, options);
    } catch (error) {
      await db.destroy();
      throw error;
    }
    return { db, target, asOwner: ownerOf(owner), announce: async () => {}, close: () => db.destroy() };
  }
  const server = await openEmbedded(options);
  try {
    await bringUp(server.owner, APP_ROLE, options);
  } catch (error) {
    await server.close();
    throw error;
  }
  const db = connect(server.app);
  const close = async () => {
    // A query that hangs does not keep PostgreSQL, and with it the program, from stopping.
    const patience = new AbortController();
    await Promise.race([db.destroy().finally(() => patience.abort()), pause(PATIENCE_WITH_QUERIES, patience.signal)]);
    await server.close();
  };
  return { db, target: server.app, asOwner: ownerOf(server.owner), announce: server.announce, close };
}

function ownerOf(target: ConnectionTarget): Database['asOwner'] {
  return async (work) => {
    const owner = connect(target, { max: 2 });
    try {
      return await work(owner);
    } finally {
      await owner.destroy();
    }
  };
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

async function judgeRole(db: Db, { allowUnboundRole, log }: DatabaseOptions): Promise<void> {
  try {
    refuseUnboundRole(await readProgramRole(db));
  } catch (error) {
    if (!allowUnboundRole) throw error;
    log.warn({ err: error }, 'the database’s own rules do not bind the program: fit for a demonstration only');
  }
}

const PREPARING_LOCK = 0x6b697469;

/** Two programs that start together on a new database give rights and fill tables one after the other. */
async function oneAfterTheOther(owner: Db, work: (owner: Db) => Promise<void>): Promise<void> {
  await owner.connection().execute(async (held) => {
    await sql`select pg_advisory_lock(${PREPARING_LOCK})`.execute(held);
    try {
      await work(held);
    } finally {
      await sql`select pg_advisory_unlock(${PREPARING_LOCK})`.execute(held);
    }
  });
}

async function bringUp(target: ConnectionTarget, programRole: string | null, options: DatabaseOptions): Promise<void> {
  const owner = connect(target, { max: 1 });
  try {
    const count = await migrate(owner);
    if (count > 0) options.log.info({ count }, 'migrations run');
    await oneAfterTheOther(owner, async (held) => {
      if (programRole !== null && (count > 0 || !(await hasRights(held, programRole))))
        await giveRights(held, programRole);
      await options.prepare?.(held, { owner: target, programRole });
    });
  } catch (error) {
    const INSUFFICIENT_PRIVILEGE = '42501';
    if (codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new PlainError(
      'The user in DATABASE_URL may not make tables in that database: make it the owner of the database, or grant it all rights on schema public.',
      { cause: error },
    );
  } finally {
    await owner.destroy();
  }
}
