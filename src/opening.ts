import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type Database, type DatabaseOptions, openDatabase } from './platform/database/open.ts';

/** What PostgreSQL's start needs of this process before it only waits, in milliseconds; reading modules would hold it up. */
const HEAD_START = 25;

/** Who opens the database, and what it does with bad news. */
export type OpeningOptions = Pick<DatabaseOptions, 'purpose' | 'signal' | 'onReplaced'> & { now: () => Date };

/**
 * Opens the configured database as every command and the server find it: migrated, with the statutory rules loaded and,
 * outside production, the demonstration partnership. Throws PlainError for whatever a person can mend; nothing stays open then.
 */
export async function openKith(config: Config, log: Logger, options: OpeningOptions): Promise<Database> {
  const opening = openDatabase({ ...options, home: config.home, databaseUrl: config.databaseUrl, log });
  // Every module hangs on the shipped data. They are read while PostgreSQL starts, and not before it was told to.
  const shipped = Promise.race([opening, setTimeout(HEAD_START)]).then(() => import('./demo/index.ts'));
  shipped.catch(() => {});
  const database = await opening;
  try {
    const { ensureShippedData } = await shipped;
    await ensureShippedData(database.db, {
      now: options.now,
      log,
      demonstration: config.env !== 'production',
    });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
