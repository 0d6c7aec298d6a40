import type { Logger } from 'pino';
import { PlainError } from '../plain-error.ts';
import { type ConnectionTarget, connect, type Db } from './connection.ts';
import { openEmbedded } from './embedded.ts';
import { checkExternal } from './external.ts';
import { codeOf } from './faults.ts';
import { migrate } from './migrate.ts';
import { pause } from './process.ts';

const PATIENCE_WITH_QUERIES = 3000;

/** An open, migrated database. */
export interface Database {
  db: Db;
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
  const { databaseUrl, log } = options;
  if (databaseUrl !== null) {
    await checkExternal(databaseUrl);
    const target = { connectionString: databaseUrl };
    await bringUp(target, log);
    const db = connect(target);
    return { db, announce: async () => {}, close: () => db.destroy() };
  }
  const server = await openEmbedded(options);
  try {
    await bringUp(server.owner, log);
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
  return { db, announce: server.announce, close };
}

async function bringUp(target: ConnectionTarget, log: Logger): Promise<void> {
  const owner = connect(target, { max: 1 });
  try {
    const count = await migrate(owner);
    if (count > 0) log.info({ count }, 'migrations run');
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
