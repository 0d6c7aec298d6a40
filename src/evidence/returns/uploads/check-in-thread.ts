import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../../platform/paths.ts';
import type { Checked, Wanted } from './check.ts';

/** What a thread says while it checks. */
export type Said = { progress: number } | { unreadable: string } | { done: Checked };

/** How a check ended: read to its end, not readable (one plain sentence), or cancelled. */
export type Ended = Exclude<Said, { progress: number }> | 'cancelled';

/** From the checkout, whatever the program was started from: the thread runs the sources. */
const THREAD = pathToFileURL(join(projectRoot, 'src/evidence/returns/uploads/check-worker.ts'));
/** More than the largest authority's return takes by far; a file that needs more was made to fill memories. */
const MOST_MEMORY = 1024;

const TOO_LARGE =
  'The file takes more memory than Kith gives a check here, as no return does: check it with the command “kith returns check” and ask whoever makes the export why it is so large.';

/**
 * Checks a return in a thread of its own, told from 0 to 1000 how far it is. `signal` ends it at once, wherever it stands. Throws
 * what the thread threw where that is a fault of Kith's own.
 */
export async function checkInThread(
  wanted: Wanted,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Ended> {
  if (signal.aborted) return 'cancelled';
  const worker = new Worker(THREAD, {
    ...{ workerData: wanted, execArgv: [], name: 'a return is checked' },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  const cancel = () => void worker.terminate();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await new Promise<Ended>((resolve, reject) => {
      let ended: Ended | undefined;
      worker.on('message', (said: Said) => {
        if ('progress' in said) progress(said.progress);
        else ended = said;
      });
      worker.once('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ unreadable: TOO_LARGE });
        else reject(error);
      });
      worker.once('exit', (code) => {
        if (ended) resolve(ended);
        else if (signal.aborted) resolve('cancelled');
        else reject(new Error(`The thread that checked a return ended with ${code} and said nothing.`));
      });
    });
  } finally {
    signal.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}
