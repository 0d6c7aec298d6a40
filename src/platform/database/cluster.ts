import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { pause, processesIn, worksIn } from './process.ts';
import type { ServerUser } from './server-user.ts';

/** The port that names the socket file. Nothing listens on a network. */
export const SOCKET_PORT = 5432;

/** What `postmaster.pid` says: written by the server itself, line by line, while it starts. */
export interface Postmaster {
  pid: number;
  ready: boolean;
}

/**
 * Runs initdb in an empty folder owned by the server's user. Without a password file, whoever reaches the socket is let
 * in: for tests only. Throws with initdb's own words when it fails.
 */
export async function initialise(
  binaries: Binaries,
  data: string,
  options: { user?: ServerUser | undefined; passwordFile?: string; flags?: readonly string[] },
): Promise<void> {
  const auth =
    options.passwordFile === undefined
      ? ['--auth=trust']
      : ['--auth=scram-sha-256', `--pwfile=${options.passwordFile}`];
  const args = ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums', ...auth];
  await run(binaries.initdb, [...args, ...(options.flags ?? [])], options.user, '');
}

/**
 * Runs one statement on a database that no server has open, past all passwords. Throws with the server's own words when
 * it can't be opened.
 */
export async function runSingleUser(
  binaries: Binaries,
  data: string,
  user: ServerUser | undefined,
  statement: string,
): Promise<void> {
  const said = await run(binaries.postgres, ['--single', '-j', '-D', data, 'postgres'], user, `${statement}\n\n`);
  // In this mode a failed statement does not end the program.
  if (/^.*\b(ERROR|FATAL):/m.test(said)) throw new Error(`postgres --single: ${said.trim()}`);
}

/**
 * Starts the server in a process group of its own, so that Ctrl-C does not reach it, and returns at once. Its words are
 * added to `logFile`. Follow `readPostmaster` to see when it is ready.
 */
export async function launch(
  binaries: Binaries,
  data: string,
  options: { user?: ServerUser | undefined; socketFolder: string; logFile: string; settings?: Record<string, string> },
): Promise<ChildProcess> {
  const log = await open(options.logFile, 'a', 0o600);
  try {
    const child = spawn(binaries.postgres, ['-D', data, ...settingFlags(options.socketFolder, options.settings)], {
      ...options.user,
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    await new Promise<void>((resolve, reject) => {
      child.on('spawn', resolve);
      child.on('error', reject);
    });
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

/** The server's settings as command-line words: a Unix socket for its own user only, and no network. */
export function settingFlags(socketFolder: string, settings: Record<string, string> = {}): string[] {
  const all: Record<string, string> = {
    listen_addresses: '',
    port: String(SOCKET_PORT),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Reads `postmaster.pid`; undefined when there is none or it is still being written. The process may be long gone. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, ready: (lines[7] ?? '').trim() === 'ready' };
}

/** The server that works in `data` at this moment, if any. */
export async function runningPostmaster(data: string): Promise<Postmaster | undefined> {
  const postmaster = await readPostmaster(data);
  return postmaster && (await worksIn(postmaster.pid, data)) ? postmaster : undefined;
}

/**
 * Removes a `postmaster.pid` whose number now belongs to somebody else or to a dead process nobody has collected:
 * PostgreSQL sees a living number and refuses to start. Does nothing while any process works in `data`.
 */
export async function removeStalePidFile(data: string, stale: Postmaster): Promise<void> {
  if ((await processesIn(data)).length > 0) return;
  const file = join(data, 'postmaster.pid');
  const aside = `${file}.stale-${process.pid}`;
  await rename(file, aside).catch(() => {});
  // Another start may have put a living server's file there between the look and the move.
  const moved = await readFile(aside, 'utf8').catch(() => '');
  if (moved !== '' && Number.parseInt(moved, 10) !== stale.pid) await rename(aside, file);
  else await rm(aside, { force: true });
}

/** How hard to stop: `fast` ends sessions and writes everything out, `immediate` leaves recovery to the next start. */
export type StopMode = 'fast' | 'immediate';

/** Stops the server of `data` and waits until its process is gone. Turns to an immediate stop after `patience` ms. */
export async function stop(data: string, pid: number, patience = 30_000): Promise<StopMode> {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  signal('SIGINT');
  const impatientAt = Date.now() + patience;
  let mode: StopMode = 'fast';
  while (await worksIn(pid, data)) {
    if (mode === 'fast' && Date.now() > impatientAt) {
      mode = 'immediate';
      signal('SIGQUIT');
    }
    await pause(10);
  }
  return mode;
}

/** Runs a program to its end and returns what it said. */
async function run(program: string, args: string[], user: ServerUser | undefined, input: string): Promise<string> {
  const child = spawn(program, args, {
    ...user,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C goes to a whole process group; this one finishes or is swept by the next start.
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.trim()}`);
  return said;
}

/** The server needs nothing of the caller's environment: PGDATA, PGPORT and the like would lead it astray. */
function serverEnvironment(): Record<string, string> {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}
