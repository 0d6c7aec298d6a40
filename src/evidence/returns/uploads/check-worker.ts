/**
 * Checks one return in a thread of its own, so that pages are answered meanwhile. Runs as it stands, without being built: whatever
 * it imports must be plain TypeScript.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PlainError } from '../../../platform/plain-error.ts';
import { checkReturn, type Wanted } from './check.ts';
import type { Said } from './check-in-thread.ts';

const say = (said: Said) => parentPort?.postMessage(said);
let last = 0;

try {
  const done = await checkReturn(workerData as Wanted, (part) => {
    const share = Math.floor(Math.min(1, part) * 1000);
    if (share > last) say({ progress: share });
    last = Math.max(last, share);
  });
  say({ done });
} catch (error) {
  if (!(error instanceof PlainError)) throw error;
  say({ unreadable: error.message });
}
