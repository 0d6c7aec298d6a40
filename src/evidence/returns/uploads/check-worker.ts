/**
 * Checks one return in a thread of its own, so that pages are answered meanwhile. Runs as it stands, without being built: whatever
 * it imports must be plain TypeScript.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FileRow } from './at-work.ts';
import type { Said, Wanted } from './check-in-thread.ts';
import { condense, gather, placesOf } from './condense.ts';
import { returnKind } from './kinds.ts';

const say = (said: Said) => parentPort?.postMessage(said);

/** The rules take most of the time; reading the rows once more takes the rest. */
const FIRST_READING = 0.7;

async function check({ kind, ...what }: Wanted): Promise<Said> {
  const work = await returnKind(kind).atWork();
  let last = 0;
  const told = (done: number) => {
    const share = Math.floor(Math.min(1, done) * 1000);
    if (share <= last) return;
    last = share;
    say({ progress: share });
  };
  const checked = await work.check(what, (done) => told(done * FIRST_READING));
  const gathered = gather(checked);
  const rows: FileRow[] = [];
  const second = await work.readAgain(
    what,
    placesOf(gathered),
    (row) => rows.push(row),
    (done) => told(FIRST_READING + done * (1 - FIRST_READING)),
  );
  return { done: condense(checked, gathered, rows, second) };
}

try {
  say(await check(workerData as Wanted));
} catch (error) {
  if (!(error instanceof PlainError)) throw error;
  say({ unreadable: error.message });
}
