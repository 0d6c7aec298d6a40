import { createHash } from 'node:crypto';
import { existsSync, type Stats } from 'node:fs';
import {
  access,
  chown,
  constants,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlainError } from '../plain-error.ts';
import { EMBEDDED_MAJOR } from './binaries.ts';
import { runningPostmaster, stop } from './cluster.ts';
import { noSpace } from './disk-space.ts';
import { processIsAlive } from './process.ts';
import { handOver, mayEnter, type ServerUser, serverUser } from './server-user.ts';

/** Where one Kith keeps its database, and as whom the server runs. */
export interface Storage {
  /** KITH_HOME, links resolved. */
  home: string;
  /** Folder that holds the database: KITH_HOME, or one below /var/lib/kith when KITH_HOME is closed to the server's user. */
  base: string;
  /** The database's folder. It may not exist yet. */
  data: string;
  socketFolder: string;
  /** What PostgreSQL has to say. */
  logFile: string;
  passwordsFile: string;
  user: ServerUser | undefined;
}

const NAME = 'postgres';
/** Where databases and programs go that the server's user could not reach otherwise. */
export const OPEN_FOLDER = '/var/lib/kith';
/** Without these PostgreSQL can't start, and says so in words for its own developers. */
const NEEDED_IN_A_DATABASE = ['global/pg_control', 'base', 'pg_wal', 'pg_xact', 'postgresql.conf', 'pg_hba.conf'];

// The kernel allows 107 bytes for the name of a socket (103 on macOS), of which 15 are the file's.
const LONGEST_SOCKET_FOLDER = 85;

/**
 * Prepares KITH_HOME and finds the database in it. Makes folders, sweeps what an interrupted first start left, changes no
 * database. Throws PlainError when the folder cannot be used as it is.
 */
export async function prepareStorage(kithHome: string): Promise<Storage> {
  const home = await prepareHome(kithHome);
  const found = await findData(home);
  const user = await chooseUser(found);
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 12);
  let base = found === undefined ? home : dirname(found);
  if (found !== undefined && !(await mayEnter(base, user))) {
    throw new PlainError(
      `The database in ${found} can't be reached by the user it runs as (number ${user?.uid}), because a folder above it is closed: let everybody pass through the folders above it (chmod o+x), or move it to ${join(OPEN_FOLDER, hash, NAME)} and leave a link in its place.`,
    );
  }
  if (found === undefined && !(await mayEnter(home, user))) {
    base = join(OPEN_FOLDER, hash);
    await makeFolder(base, 0o711);
    await setAsideOrphan(base);
  }
  await sweep(base);
  const socketFolder = await prepareSocketFolder(base, hash, user);
  return {
    home,
    base,
    data: found ?? join(base, NAME),
    socketFolder,
    logFile: join(home, 'postgres.log'),
    passwordsFile: join(home, 'postgres-passwords.json'),
    user,
  };
}

/** Whether a whole database stands in its place. */
export async function hasDatabase(storage: Storage): Promise<boolean> {
  return (await stat(join(storage.data, 'PG_VERSION')).catch(() => undefined)) !== undefined;
}

/** A new, empty folder for a database in the making, owned by the server's user; its name says who makes it. */
export async function makeHalfMadeFolder(storage: Storage): Promise<string> {
  const folder = join(storage.base, `${NAME}.new-${process.pid}`);
  await mkdir(folder, { mode: 0o700 });
  if (storage.user) await chown(folder, storage.user.uid, storage.user.gid);
  return folder;
}

/** Puts a finished database in its place. When another start was faster, its database stays and ours goes. */
export async function putInPlace(storage: Storage, halfMade: string): Promise<void> {
  try {
    await rename(halfMade, storage.data);
  } catch (error) {
    await rm(halfMade, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
  await syncFolder(storage.base);
  if (storage.base === storage.home) return;
  await symlink(storage.data, join(storage.home, NAME)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await syncFolder(storage.home);
}

/** Makes a folder and those above it. The faults a person can mend are told plainly. */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new PlainError(`${folder} can't be made, because a file stands in its way: set KITH_HOME to a folder.`, {
        cause: error,
      });
    }
    if (code === 'ENOSPC' || code === 'EDQUOT') throw noSpace(folder, undefined, error);
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
      throw new PlainError(
        `Kith may not write in ${folder}: set KITH_HOME to a folder that belongs to you, or start Kith as the user whose folder it is.`,
        { cause: error },
      );
    }
    throw error;
  }
}

async function prepareHome(kithHome: string): Promise<string> {
  // The server's user passes through it when Kith runs as root; nobody else looks inside.
  await makeFolder(kithHome, serverUser() === undefined ? 0o700 : 0o711);
  const there = await stat(kithHome);
  if (!there.isDirectory()) {
    throw new PlainError(`KITH_HOME is ${kithHome}, which is a file: set it to a folder.`);
  }
  return realpath(kithHome);
}

/** The database's folder with links resolved, or undefined when there is none yet. */
async function findData(home: string): Promise<string | undefined> {
  const path = join(home, NAME);
  const entry = await lstat(path).catch(() => undefined);
  if (entry === undefined) return undefined;
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) {
    throw new PlainError(
      `${path} points to ${await readlink(path)}, which is not there: put that folder back, or remove the link to begin with an empty database.`,
    );
  }
  if (!there.isDirectory()) {
    throw new PlainError(`${path} is a file where the database's folder belongs: move it away and start again.`);
  }
  const data = await realpath(path);
  const entries = await readdir(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') throw error;
    throw new PlainError(`The database in ${data} belongs to another user: start Kith as root or as that user.`);
  });
  if (entries.length === 0 && data === path) return undefined;
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    throw new PlainError(
      `${path} holds no database of Kith's: move that folder away and start again; Kith won't touch it.`,
    );
  }
  if (version.trim() !== String(EMBEDDED_MAJOR)) {
    throw new PlainError(
      `The database in ${path} was made by PostgreSQL ${version.trim()} and this Kith carries ${EMBEDDED_MAJOR}: use the Kith that made it, or move the folder away to begin with an empty database.`,
    );
  }
  const missing = NEEDED_IN_A_DATABASE.find((name) => !existsSync(join(data, name)));
  if (missing !== undefined) {
    throw new PlainError(
      `The database in ${path} is not whole (${missing} is missing): put back a copy of it, or move the folder away to begin with an empty database; Kith won't touch it.`,
    );
  }
  return data;
}

/** An existing database is served as its owner. One that root owns (restored from a copy, say) is handed to nobody. */
async function chooseUser(data: string | undefined): Promise<ServerUser | undefined> {
  const user = serverUser();
  if (data === undefined) return user;
  const owner: Stats = await stat(data);
  if (user === undefined) {
    if (owner.uid === process.getuid?.()) return undefined;
    throw new PlainError(
      `The database in ${data} belongs to another user (number ${owner.uid}): start Kith as root or as that user.`,
    );
  }
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  await handOver(data, user);
  return user;
}

async function prepareSocketFolder(base: string, hash: string, user: ServerUser | undefined): Promise<string> {
  const near = join(base, 'socket');
  // PostgreSQL reads the setting as a list: a comma or a quotation mark would part the name.
  const usable = Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER && !/[,"\\]/.test(near);
  const folder = usable ? near : join('/tmp', `kith-${hash}`);
  await mkdir(folder, { mode: 0o700 }).then(
    () => (user ? chown(folder, user.uid, user.gid) : undefined),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  const owner = user?.uid ?? process.getuid?.();
  const there = await lstat(folder);
  // A start that was killed between the two steps above leaves root's own folder behind.
  if (user && there.isDirectory() && there.uid === 0) await chown(folder, user.uid, user.gid);
  else if (!there.isDirectory() || there.uid !== owner || (there.mode & 0o077) !== 0) {
    throw new PlainError(`${folder} is not Kith's own (another user may write there): remove it and start again.`);
  }
  return folder;
}

/**
 * A database below /var/lib/kith whose link in KITH_HOME has been removed: whoever removed the link wants an empty one,
 * and Kith removes no database, so it is kept under another name.
 */
async function setAsideOrphan(base: string): Promise<void> {
  const orphan = join(base, NAME);
  if ((await lstat(orphan).catch(() => undefined)) === undefined) return;
  const running = await runningPostmaster(await realpath(orphan));
  if (running) await stop(orphan, running.pid);
  await rename(orphan, join(base, `${NAME}.left-${new Date().toISOString().replace(/[:.]/g, '-')}`));
}

/** Removes what starts that ended half-way left behind. */
async function sweep(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const pid = Number(new RegExp(`^${NAME}\\.new-(\\d+)(\\.password)?$`).exec(name)?.[1]);
    if (!pid || (pid !== process.pid && processIsAlive(pid))) continue;
    await rm(join(base, name), { recursive: true, force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
