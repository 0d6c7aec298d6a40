import { existsSync } from 'node:fs';
import { chown, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import { PlainError } from '../plain-error.ts';
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts';
import { initialise, runningPostmaster, runSingleUser, SOCKET_PORT } from './cluster.ts';
import type { ConnectionTarget } from './connection.ts';
import { NEEDED_TO_CREATE, noSpace, requireSpace } from './disk-space.ts';
import { claimServer, DATABASE, findServer, type Ground, leave, nameServer, openKeeper, TwinError } from './keeper.ts';
import { makePasswords, type Passwords, readPasswords } from './passwords.ts';
import { pause } from './process.ts';
import { APP_ROLE, OWNER_ROLE } from './roles.ts';
import { mayEnter } from './server-user.ts';
import { hasDatabase, makeHalfMadeFolder, OPEN_FOLDER, prepareStorage, putInPlace, type Storage } from './storage.ts';

/** The carried PostgreSQL, open for one program. */
export interface EmbeddedServer {
  /** For the program's daily work. */
  app: ConnectionTarget;
  /** For migrations. */
  owner: ConnectionTarget;
  /** Tells other programs on this KITH_HOME where the web server is. */
  announce: (address: string) => Promise<void>;
  /** Call after the last connection of this program is closed. Stops PostgreSQL when nobody else uses it. */
  close: () => Promise<void>;
}

/** Who opens the database. There is at most one `server` on a KITH_HOME, and any number of commands beside it. */
export interface OpenOptions {
  home: string;
  log: Logger;
  purpose: 'server' | 'command';
  /** Ends the opening early; what was started is stopped again. */
  signal?: AbortSignal;
  /** Called when the database had to be started again and another server took this one's place meanwhile. */
  onReplaced?: (fault: PlainError) => void;
}

/**
 * Opens the database in KITH_HOME, making and starting it when needed, and adopting a server that outlived its program.
 * For a server it is watched: when PostgreSQL ends, it is started again, and requests meanwhile fail with 503.
 * Throws PlainError for whatever a person can mend.
 */
export async function openEmbedded(options: OpenOptions): Promise<EmbeddedServer> {
  const { log } = options;
  const storage = await prepareStorage(options.home);
  const binaries = await reachableBinaries(storage);
  const passwords = await prepareDatabase(storage, binaries, log);
  const ground: Ground = { storage, binaries, passwords, log, launched: new Set() };
  const ending = new AbortController();
  const giveUp = () => ending.abort(new Error('Kith is closing the database'));
  options.signal?.addEventListener('abort', giveUp);
  if (options.signal?.aborted) giveUp();
  let address = '';
  let watching: Promise<void> | undefined;

  const open = async (): Promise<pg.Client> => {
    const client = await openKeeper(ground, ending.signal);
    if (options.purpose === 'command') return client;
    await claimServer(client, options.home, address);
    client.on('end', () => {
      if (!ending.signal.aborted) watching = bringBack();
    });
    return client;
  };
  const bringBack = async (): Promise<void> => {
    log.error('the connection to PostgreSQL was lost');
    while (!ending.signal.aborted) {
      try {
        keeper = await open();
        log.info('PostgreSQL answers again');
        return;
      } catch (error) {
        if (error instanceof TwinError) return options.onReplaced?.(error);
        if (ending.signal.aborted) return;
        log.error({ err: error }, 'PostgreSQL could not be started again; trying on');
        await pause(1000, ending.signal);
      }
    }
  };

  let keeper: pg.Client;
  try {
    keeper = await open();
  } catch (error) {
    if (!(error instanceof TwinError)) await leave(undefined, ground);
    throw error;
  }
  return {
    app: target(storage, APP_ROLE, passwords.app),
    owner: target(storage, OWNER_ROLE, passwords.owner),
    announce: async (at) => {
      address = at;
      await nameServer(keeper, at);
    },
    close: async () => {
      giveUp();
      await watching;
      await leave(keeper, ground);
    },
  };
}

/** Where Kith serves the pages of this KITH_HOME: '' while it starts, undefined when it doesn't run. Starts nothing. */
export async function whereKithRuns(home: string): Promise<string | undefined> {
  if (!existsSync(join(home, 'postgres'))) return undefined;
  const storage = await prepareStorage(home);
  const passwords = await readPasswords(storage.passwordsFile);
  return passwords && findServer(storage, passwords);
}

function target(storage: Storage, user: string, password: string): ConnectionTarget {
  return { host: storage.socketFolder, port: SOCKET_PORT, user, password, database: DATABASE };
}

async function reachableBinaries(storage: Storage): Promise<Binaries> {
  const binaries = await findBinaries();
  return (await mayEnter(binaries.folder, storage.user)) ? binaries : copyBinaries(binaries, OPEN_FOLDER);
}

/** Makes the database when there is none, and new passwords when their file is gone. */
async function prepareDatabase(storage: Storage, binaries: Binaries, log: Logger): Promise<Passwords> {
  const known = await readPasswords(storage.passwordsFile);
  if (!(await hasDatabase(storage))) return makeDatabase(storage, binaries, known, log);
  if (known) return known;
  const running = await runningPostmaster(storage.data);
  if (running) {
    throw new PlainError(
      `${storage.passwordsFile} is missing while the database runs (process ${running.pid}): put that file back, or stop the process and start Kith again, which then makes new passwords.`,
    );
  }
  const made = await makePasswords(storage.passwordsFile);
  await runSingleUser(binaries, storage.data, storage.user, `alter role postgres password '${made.superuser}';`);
  log.warn('the file of passwords was missing; new ones were made');
  return made;
}

async function makeDatabase(
  storage: Storage,
  binaries: Binaries,
  known: Passwords | undefined,
  log: Logger,
): Promise<Passwords> {
  await requireSpace(storage.base, NEEDED_TO_CREATE);
  const passwords = known ?? (await makePasswords(storage.passwordsFile));
  const halfMade = await makeHalfMadeFolder(storage);
  const passwordFile = `${halfMade}.password`;
  try {
    await writeFile(passwordFile, passwords.superuser, { mode: 0o600 });
    if (storage.user) await chown(passwordFile, storage.user.uid, storage.user.gid);
    await initialise(binaries, halfMade, { user: storage.user, passwordFile });
  } catch (error) {
    await rm(halfMade, { recursive: true, force: true });
    throw whyNotMade(error, storage);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await putInPlace(storage, halfMade);
  log.info({ data: storage.data }, 'database made');
  return passwords;
}

/** initdb's last line is its reason: a full disk, or a user number without a name, as containers have. */
function whyNotMade(error: unknown, storage: Storage): PlainError {
  const words = error instanceof Error ? error.message : String(error);
  if (/No space left on device|Disk quota exceeded/.test(words)) return noSpace(storage.base, undefined, error);
  const reason = /initdb: (?:error: )?(.*)$/m.exec(words)?.[1] ?? words;
  return new PlainError(
    `PostgreSQL could not make a database in ${storage.base} (${reason}): mend that and start again; nothing was left behind.`,
    { cause: error },
  );
}
