import { chmod, open, rename, stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import { PlainError } from '../plain-error.ts';
import type { Binaries } from './binaries.ts';
import { launch, type Postmaster, readPostmaster, removeStalePidFile } from './cluster.ts';
import { NEEDED_TO_START, noSpace, requireSpace } from './disk-space.ts';
import { pause, processIsAlive, worksIn } from './process.ts';
import type { Storage } from './storage.ts';

const SETTINGS: Record<string, string> = {
  cluster_name: 'kith',
  max_connections: '100',
  // Solid-state disks, and tables that fit into memory: reading along an index costs hardly more than reading in order.
  random_page_cost: '1.1',
  // What people write into records stays out of the log: no statement, no value of a row.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

// Another start won, or processes of a killed server still hold its memory: both pass.
const PASSES = /lock file ".*" already exists|pre-existing shared memory block|is another postmaster/;
const PATIENCE_WITH_OTHERS = 60_000;
const OLD_LOG = 5 * 1_048_576;

/**
 * Returns when a server of `storage` is ready, starting one when none runs. `postmaster.pid`, which PostgreSQL writes
 * itself, decides between starts at the same moment: the loser's server ends at once and the winner's is used. A server
 * that is starting, recovering after a crash or stopping is waited for. `onLaunch` is told of each server
 * started here. Throws PlainError when it can't be started.
 */
export async function ensureRunning(
  storage: Storage,
  binaries: Binaries,
  log: Logger,
  options: { signal?: AbortSignal; onLaunch?: (pid: number) => unknown } = {},
): Promise<Postmaster> {
  const { signal, onLaunch } = options;
  const { data } = storage;
  let mine: { ended: boolean; logFrom: number } | undefined;
  let patienceEnds = Date.now() + PATIENCE_WITH_OTHERS;
  for (;;) {
    signal?.throwIfAborted();
    const postmaster = await readPostmaster(data);
    if (postmaster && (await worksIn(postmaster.pid, data))) {
      if (postmaster.ready) return postmaster;
      patienceEnds = Date.now() + PATIENCE_WITH_OTHERS;
    } else if (mine === undefined || mine.ended) {
      if (mine?.ended) {
        const words = await readFrom(storage.logFile, mine.logFrom);
        if (!PASSES.test(words) || Date.now() > patienceEnds) throw whyNot(storage, words);
        await pause(50, signal);
      }
      if (postmaster && processIsAlive(postmaster.pid)) {
        log.warn({ number: postmaster.pid }, 'postmaster.pid names a process that is no server of this folder');
        await removeStalePidFile(data, postmaster);
      }
      await requireSpace(data, NEEDED_TO_START);
      // PostgreSQL refuses a folder that others may read, as a restored copy often is.
      await chmod(data, 0o700);
      const started = { ended: false, logFrom: await prepareLog(storage.logFile) };
      const child = await launch(binaries, data, { ...storage, settings: SETTINGS });
      child.on('exit', () => {
        started.ended = true;
      });
      if (child.pid !== undefined) onLaunch?.(child.pid);
      log.info({ server: child.pid, data }, 'PostgreSQL started');
      mine = started;
    }
    await pause(10, signal);
  }
}

/** Sets a long log aside, keeping one older; returns the length of what stays. */
async function prepareLog(file: string): Promise<number> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size < OLD_LOG) return size;
  await rename(file, `${file}.1`);
  return 0;
}

async function readFrom(file: string, offset: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const start = size < offset ? 0 : offset;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size - start, 65_536)), 0, undefined, start);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function whyNot(storage: Storage, words: string): PlainError {
  if (/No space left on device|could not write.*: Disk quota exceeded/.test(words)) return noSpace(storage.data);
  const reason = words
    .split('\n')
    .map((line) => /(?:FATAL|PANIC):\s+(.*)$/.exec(line)?.[1] ?? /(?:error while loading.*)$/.exec(line)?.[0])
    .findLast((found) => found !== undefined);
  return new PlainError(
    `PostgreSQL did not start on ${storage.data} (${reason ?? 'it gave no reason'}): mend that or restore a backup and start again; ${storage.logFile} says more, and Kith has changed nothing there.`,
  );
}
