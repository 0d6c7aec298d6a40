import { execFile } from 'node:child_process';
import { readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Whether a process of this number exists, a dead one that nobody has collected yet included. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether process `pid` is a database server working in `data`. A number alone proves nothing: after a restart of the
 * machine or the container it belongs to somebody else.
 */
export async function worksIn(pid: number, data: string): Promise<boolean> {
  if (!processIsAlive(pid)) return false;
  if (process.platform === 'linux') {
    // A server's working folder is its data. The link of a dead, uncollected process can't be read.
    return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data;
  }
  const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({
    stdout: '',
  }));
  return stdout.includes(data);
}

/** Every process that still works in `data`: after a server was killed its helpers live on for a moment. Linux only. */
export async function processesIn(data: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (Number.isInteger(pid) && (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data) found.push(pid);
  }
  return found;
}

/** Waits `milliseconds`, or less when `signal` says so. For use between two looks at a condition. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}
