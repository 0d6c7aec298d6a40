import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Name of the folder in KITH_HOME in which a file lies while its form is answered. */
export const UPLOADS_FOLDER = 'uploads';

/** A file left by a process that was killed is older than any request can last. In milliseconds. */
const LEFT_BEHIND = 3_600_000;

/** Makes the folder, open to this user alone. */
export async function makeUploadsFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Removes what processes left behind that were killed while a file came in. Returns how many files that were. */
export async function sweepUploads(home: string, now: Date): Promise<number> {
  const folder = join(home, UPLOADS_FOLDER);
  const names = await readdir(folder).catch(() => []);
  let swept = 0;
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile() || now.getTime() - found.mtimeMs < LEFT_BEHIND) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}
