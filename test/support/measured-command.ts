import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/paths.ts';

/** How a command ended, how long it took and how much memory it held at most. */
export interface Measured {
  code: number | null;
  out: string;
  err: string;
  milliseconds: number;
  /** Resident, at the most; 0 where the system does not say. */
  megabytes: number;
}

/** Runs the command line in a process of its own, as a person does. */
export function measuredCommand(words: readonly string[], home: string): Promise<Measured> {
  const started = performance.now();
  const env = { ...process.env, KITH_HOME: home };
  const child = spawn(join(projectRoot, 'bin/kith'), words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  let megabytes = 0;
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }, 50);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(look);
      resolve({ code, ...said, milliseconds: performance.now() - started, megabytes });
    });
  });
}
