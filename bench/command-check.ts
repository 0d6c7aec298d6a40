import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/paths.ts';

/** How a command ended. */
export interface Ended {
  milliseconds: number;
  megabytes: number;
}

/** `kith returns check` with these words, as a person runs it; it ends with 1, since errors were planted. */
export function kithCheck(home: string, check: readonly string[]): Promise<Ended> {
  const started = performance.now();
  const words = ['returns', 'check', ...check];
  const env = { ...process.env, KITH_HOME: home };
  const child = spawn(join(projectRoot, 'bin/kith'), words, { env, stdio: ['ignore', 'ignore', 'ignore'] });
  let megabytes = 0;
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }, 50);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(look);
      if (code === 1) resolve({ milliseconds: performance.now() - started, megabytes });
      else reject(new Error(`kith returns check ended with ${code}.`));
    });
  });
}

/** Processor time that some work takes in this process, in milliseconds. */
export async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
