import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { writeAccessTable } from './platform/access/index.ts';
import { type Database, type DatabaseOptions, openDatabase } from './platform/database/open.ts';
import { prepareJobs } from './platform/jobs/index.ts';
import { type Keyring, openKeyring } from './platform/keys/keyring.ts';
import { refuseForeignLedger } from './platform/ledger/index.ts';

/** What PostgreSQL's start needs of this process before it only waits, in milliseconds; reading modules would hold it up. */
const HEAD_START = 25;

/** The open database with the keys that are not in it. */
export type OpenKith = Database & { keyring: Keyring };

/** Who opens the database, and what it does with bad news. */
export type OpeningOptions = Pick<DatabaseOptions, 'purpose' | 'signal' | 'onReplaced'> & {
  now: () => Date;
  /** Open also a ledger whose newest entry these keys did not write: whoever checks it wants to hear where it goes wrong. */
  anyLedger?: boolean;
};

/**
 * Opens the configured database as every command and the server find it: migrated, with the statutory rules loaded and,
 * outside production, the demonstration partnership. Throws PlainError for whatever a person can mend; nothing stays open then.
 */
export async function openKith(config: Config, log: Logger, options: OpeningOptions): Promise<OpenKith> {
  const opening = openDatabase({
    ...options,
    home: config.home,
    databaseUrl: config.databaseUrl,
    databaseOwnerUrl: config.databaseOwnerUrl,
    allowUnboundRole: config.env !== 'production',
    prepare: async (owner, { owner: target, programRole }) => {
      const { access } = await import('./access.ts');
      await writeAccessTable(owner, access);
      await prepareJobs(target, programRole, log);
    },
    log,
  });
  // Every module hangs on the shipped data. They are read while PostgreSQL starts, and not before it was told to.
  const shipped = Promise.race([opening, setTimeout(HEAD_START)]).then(() => import('./demo/index.ts'));
  shipped.catch(() => {});
  const database = await opening;
  try {
    const keyring = await openKeyring(config.keysFile);
    await refuseForeignLedger(database.db, keyring, config.keysFile).catch((error: unknown) => {
      // Servers of a demonstration may each have made keys of their own; where it matters, they must share them.
      if (config.env === 'production' && !options.anyLedger) throw error;
      log.warn({ err: error }, 'the ledger was written with another key');
    });
    const { ensureShippedData, refuseDemonstration } = await shipped;
    if (config.env === 'production') await refuseDemonstration(database.db);
    await ensureShippedData(database.db, {
      now: options.now,
      log,
      demonstration: config.env !== 'production',
      ledger: { keyring },
    });
    return { ...database, keyring };
  } catch (error) {
    await database.close();
    throw error;
  }
}
