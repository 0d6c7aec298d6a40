import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keyring } from '../keys/keyring.ts';
import { PlainError } from '../plain-error.ts';
import { type Checkpoint, checkpointFileText, readCheckpointText } from './checkpoint.ts';

/** The checkpoints that were found in a folder. */
export interface KeptCheckpoints {
  found: readonly Checkpoint[];
  /** Names of files that should be checkpoints and can't be read as such. */
  damaged: readonly string[];
}

const NAME = /^ledger-\d{4}-\d{2}-\d{2}\.json$/;

/** Where a Kith keeps the files of its checkpoints. */
export function checkpointFolder(home: string): string {
  return join(home, 'checkpoints');
}

/** Reads every checkpoint in a folder; none where there is no such folder. */
export async function readCheckpointFiles(folder: string): Promise<KeptCheckpoints> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name)).sort();
  const found: Checkpoint[] = [];
  const damaged: string[] = [];
  for (const name of names) {
    const checkpoint = readCheckpointText(await readFile(join(folder, name), 'utf8').catch(() => ''));
    if (checkpoint) found.push(checkpoint);
    else damaged.push(name);
  }
  return { found, damaged };
}

/** Writes a checkpoint's file into a folder and returns its path. A later one of the same day takes its place. */
export async function writeCheckpointFile(keyring: Keyring, checkpoint: Checkpoint, folder: string): Promise<string> {
  const file = join(folder, `ledger-${checkpoint.day}.json`);
  await writeCheckpointTo(keyring, checkpoint, file, () => mkdir(folder, { recursive: true }));
  return file;
}

/** Writes a checkpoint to a file of one's own choice. Throws PlainError where that can't be done. */
export async function writeCheckpointTo(
  keyring: Keyring,
  checkpoint: Checkpoint,
  file: string,
  before: () => Promise<unknown> = async () => {},
): Promise<void> {
  const half = `${file}.new-${process.pid}`;
  try {
    await before();
    // Whole or not there: half a checkpoint would look like one that was altered.
    await writeFile(half, checkpointFileText(keyring, checkpoint), { flush: true });
    await rename(half, file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new PlainError(`The checkpoint can’t be written to ${file} (${code}): choose a place where Kith may write.`, {
      cause: error,
    });
  }
}
