import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { ensureShippedData } from './demo/index.ts';
import { type Database, type DatabaseOptions, openDatabase } from './platform/database/open.ts';

/** Who opens the database, and what it does with bad news. */
export type OpeningOptions = Pick<DatabaseOptions, 'purpose' | 'signal' | 'onReplaced'> & { now: () => Date };

/**
 * Opens the configured database as every command and the server find it: migrated, with the statutory rules loaded and,
 * outside production, the demonstration partnership. Throws PlainError for whatever a person can mend; nothing stays open then.
 */
export async function openKith(config: Config, log: Logger, options: OpeningOptions): Promise<Database> {
  const database = await openDatabase({ ...options, home: config.home, databaseUrl: config.databaseUrl, log });
  try {
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
