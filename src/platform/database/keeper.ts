import pg from 'pg';
import type { Logger } from 'pino';
import { PlainError } from '../plain-error.ts';
import type { Binaries } from './binaries.ts';
import { runningPostmaster, SOCKET_PORT, stop } from './cluster.ts';
import { codeOf, isAway } from './faults.ts';
import type { Passwords } from './passwords.ts';
import { pause } from './process.ts';
import { APP_ROLE } from './roles.ts';
import { setUp } from './set-up.ts';
import { ensureRunning } from './starter.ts';
import type { Storage } from './storage.ts';

/** The database in the carried PostgreSQL. */
export const DATABASE = 'kith';

// Advisory locks of Kith, as (space, number). They belong to a connection, so they vanish however its program ends.
const LOCK_SPACE = 0x6b697468;
const SERVER_LOCK = 1;
const USERS_LOCK = 2;

const SERVER_NAME = 'kith server';
const PATIENCE = 120_000;
const PATIENCE_WITH_THE_DEAD = 1000;

/** The carried PostgreSQL of one KITH_HOME, as one program knows it. */
export interface Ground {
  storage: Storage;
  binaries: Binaries;
  passwords: Passwords;
  log: Logger;
  /** Process numbers of the servers that this program started itself. */
  launched: Set<number>;
}

/** Another Kith serves the same KITH_HOME. */
export class TwinError extends PlainError {}

/** The role can't log in or the database is not there: a new cluster, or one whose first start ended half-way. */
export function isNotSetUp(error: unknown): boolean {
  return ['28P01', '28000', '3D000'].includes(codeOf(error) ?? '');
}

/**
 * Opens the one connection that stands for this program: it holds the users' lock, which keeps others from stopping
 * PostgreSQL. Starts and sets up the server when needed; goes on trying while one starts, stops or recovers.
 */
export async function openKeeper(ground: Ground, signal: AbortSignal): Promise<pg.Client> {
  const { storage, binaries, passwords, log, launched } = ground;
  const onLaunch = (pid: number) => launched.add(pid);
  let patienceEnds = Date.now() + PATIENCE;
  let setUpDone = false;
  for (;;) {
    await ensureRunning(storage, binaries, log, { signal, onLaunch });
    let client: pg.Client | undefined;
    try {
      client = await connectKeeper(storage, passwords);
      await client.query('select pg_advisory_lock_shared($1, $2)', [LOCK_SPACE, USERS_LOCK]);
      // Whoever held the lock against us was stopping the server: it must still be there.
      await client.query('select 1');
      return client;
    } catch (error) {
      await client?.end().catch(() => {});
      if (!setUpDone && isNotSetUp(error)) {
        await setUp(storage, passwords, DATABASE);
        setUpDone = true;
        patienceEnds = Date.now() + PATIENCE;
        continue;
      }
      if (!isAway(error) || Date.now() > patienceEnds) throw error;
      await pause(20, signal);
    }
  }
}

/** Marks this program as the one server of its KITH_HOME. Throws TwinError, and closes the connection, when there is one. */
export async function claimServer(keeper: pg.Client, home: string, address: string): Promise<void> {
  // The lock of a server that was killed this moment goes as soon as PostgreSQL sees the connection closed.
  const patienceEnds = Date.now() + PATIENCE_WITH_THE_DEAD;
  do {
    if (await tryLock(keeper, SERVER_LOCK)) return nameServer(keeper, address);
    await pause(50);
  } while (Date.now() < patienceEnds);
  const other = await serverAddress(keeper);
  await keeper.end();
  throw new TwinError(
    `Kith is already running${other ? ` at ${other}` : ''} on ${home}: use that one, stop it first, or set KITH_HOME to another folder.`,
  );
}

/** The address travels in the connection's name, which others can see and which ends with the connection. */
export async function nameServer(keeper: pg.Client, address: string): Promise<void> {
  const LONGEST = 63;
  const name = `${SERVER_NAME} ${address}`.slice(0, LONGEST);
  await keeper.query("select set_config('application_name', $1, false)", [name]);
}

/**
 * Where Kith serves the pages of this database, as it announced it: '' while it starts, undefined when no Kith or no
 * database runs. Starts nothing.
 */
export async function findServer(storage: Storage, passwords: Passwords): Promise<string | undefined> {
  if (!(await runningPostmaster(storage.data))?.ready) return undefined;
  try {
    const client = await connectKeeper(storage, passwords);
    const address = await serverAddress(client);
    await client.end();
    return address;
  } catch (error) {
    if (isAway(error) || isNotSetUp(error)) return undefined;
    throw error;
  }
}

/**
 * Gives up this program's share, and stops PostgreSQL when nobody else has one. A server that is still starting is
 * waited for. One that lets this program not in is stopped only if this program started it.
 */
export async function leave(keeper: pg.Client | undefined, ground: Ground): Promise<void> {
  const { storage, passwords, launched, log } = ground;
  let client = keeper;
  for (let running = await runningPostmaster(storage.data); running; running = await runningPostmaster(storage.data)) {
    try {
      client ??= await connectKeeper(storage, passwords);
      // Our share goes first: of several that leave at the same moment, the last to let go gets the whole lock.
      await client.query('select pg_advisory_unlock_all()');
      if (await tryLock(client, USERS_LOCK)) {
        const mode = await stop(storage.data, running.pid);
        log.info({ server: running.pid, mode }, 'PostgreSQL stopped');
      }
      break;
    } catch (error) {
      await client?.end().catch(() => {});
      client = undefined;
      if (isNotSetUp(error)) {
        if (launched.has(running.pid)) await stop(storage.data, running.pid);
        return;
      }
      if (!isAway(error)) throw error;
      await pause(20);
    }
  }
  await client?.end().catch(() => {});
}

async function connectKeeper(storage: Storage, passwords: Passwords): Promise<pg.Client> {
  const client = new pg.Client({
    host: storage.socketFolder,
    port: SOCKET_PORT,
    user: APP_ROLE,
    password: passwords.app,
    database: DATABASE,
    application_name: 'kith',
    connectionTimeoutMillis: 10_000,
  });
  // What a lost connection means is decided where the next query fails, or by whoever watches for its end.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function tryLock(client: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
    LOCK_SPACE,
    lock,
  ]);
  return rows[0]?.got === true;
}

async function serverAddress(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    'select application_name as name from pg_stat_activity where starts_with(application_name, $1)',
    [SERVER_NAME],
  );
  return rows[0]?.name.slice(SERVER_NAME.length).trim();
}
