import { chown, lchown, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The user the database server runs as. PostgreSQL refuses to run as root. */
export interface ServerUser {
  uid: number;
  gid: number;
}

const NOBODY = 65_534;

/** Nobody (65534) when Kith was started by root; otherwise undefined: the server runs as whoever started Kith. */
export function serverUser(): ServerUser | undefined {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
}

/**
 * Whether the server's user may pass through `path` and every folder above it. Groups are left out of account: a folder
 * opened for one group only counts as closed. Always true when the server runs as whoever started Kith.
 */
export async function mayEnter(path: string, user: ServerUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  let folder = await realpath(path);
  for (;;) {
    const { mode, uid } = await stat(folder);
    const pass = uid === user.uid ? 0o100 : 0o001;
    if ((mode & pass) === 0) return false;
    const parent = dirname(folder);
    if (parent === folder) return true;
    folder = parent;
  }
}

/** Hands a folder and all in it to the server's user. Links are handed over themselves, not what they point to. */
export async function handOver(folder: string, user: ServerUser | undefined): Promise<void> {
  if (user === undefined) return;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await handOver(path, user);
    else await lchown(path, user.uid, user.gid);
  }
  await chown(folder, user.uid, user.gid);
}
