import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { inject, onTestFinished } from 'vitest';
import { readPostmaster, stop } from '../../src/platform/database/cluster.ts';
import { pause, processesIn, worksIn } from '../../src/platform/database/process.ts';
import { projectRoot } from '../../src/platform/paths.ts';
import './global-setup.ts';

/** A program that a test started: what it said, and how it ended. */
export interface Running {
  pid: number;
  out: () => string;
  err: () => string;
  /** The exit code, or the name of the signal that ended it. */
  ended: Promise<number | string>;
  kill: (signal: NodeJS.Signals) => void;
}

/** A new folder through which every user may pass, as those are that people make with mkdir. */
export function openFolder(within = tmpdir()): string {
  const folder = mkdtempSync(join(within, 'kith-home-'));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * A folder for one test's KITH_HOME. Whatever database still runs in it is stopped and all is removed after the test; in a
 * hook, whoever asked for it does that.
 */
export function temporaryHome(): string {
  const home = openFolder();
  whenDone(() => removeHome(home));
  return home;
}

let filled: Promise<string> | undefined;

/**
 * A folder for one test's KITH_HOME, as a first start left it: with a database, and the demonstration's year in it. Made
 * once; everybody's is a copy. For a test that is not about the first start.
 */
export async function startedHome(): Promise<string> {
  filled ??= (async () => {
    const home = openFolder(inject('scratch'));
    const made = kith(['migrate'], { KITH_HOME: home });
    if ((await made.ended) !== 0) throw new Error(`kith migrate failed: ${made.err()}`);
    return home;
  })();
  const home = temporaryHome();
  // Owners are kept: the database's files belong to the user that its server runs as.
  execFileSync('cp', ['-a', `${await filled}/.`, home]);
  return home;
}

/** Stops whatever database still runs in a KITH_HOME and removes the folder. */
export async function removeHome(home: string): Promise<void> {
  const data = await dataFolder(home);
  const postmaster = data && (await readPostmaster(data));
  if (data && postmaster && (await worksIn(postmaster.pid, data))) await stop(data, postmaster.pid, 5000);
  const linked = await readlink(join(home, 'postgres')).catch(() => undefined);
  if (linked?.startsWith('/var/lib/kith/')) await rm(join(linked, '..'), { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}

/** The folder of the database of a KITH_HOME, links resolved; undefined when there is none. */
export function dataFolder(home: string): Promise<string | undefined> {
  return realpath(join(home, 'postgres')).catch(() => undefined);
}

/** The process number of the database server of a KITH_HOME. Fails when none runs. */
export async function postmasterOf(home: string): Promise<number> {
  const data = await dataFolder(home);
  const postmaster = data && (await readPostmaster(data));
  if (!data || !postmaster || !(await worksIn(postmaster.pid, data))) throw new Error(`no database runs in ${home}`);
  return postmaster.pid;
}

/** Every process that works in the database of a KITH_HOME. */
export async function databaseProcesses(home: string): Promise<number[]> {
  const data = await dataFolder(home);
  return data ? processesIn(data) : [];
}

/** The command lines of a process and of all processes that it or its children started and that still run. */
export async function commandsBelow(pid: number): Promise<string[]> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const below = await Promise.all(
    children
      .trim()
      .split(' ')
      .filter(Boolean)
      .map((child) => commandsBelow(Number(child))),
  );
  return [command.replaceAll('\0', ' '), ...below.flat()];
}

/** Starts `kith <words>` on this Node as a program of its own, in a process group of its own, with the given settings only. */
export function kith(words: readonly string[], env: Record<string, string>, checkout: string = projectRoot): Running {
  return program([process.execPath, join(checkout, 'scripts/kith.mjs'), ...words], env);
}

/** Starts a program; it is killed when the test ends before it does. */
export function program(command: readonly string[], env: Record<string, string>, cwd: string = tmpdir()): Running {
  const [name = '', ...args] = command;
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(name, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  let over = false;
  const ended = new Promise<number | string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      over = true;
      resolve(code ?? signal ?? 'unknown');
    });
  });
  ended.catch(() => {});
  const pid = child.pid ?? 0;
  whenDone(async () => {
    if (over || pid === 0) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It ended in between.
    }
    await ended;
  });
  return { pid, out: () => said.out, err: () => said.err, ended, kill: (signal) => process.kill(pid, signal) };
}

/** After the test; in a hook, which has no end of its own to wait for, the hook itself sees to it. */
function whenDone(cleanUp: () => Promise<void>): void {
  try {
    onTestFinished(cleanUp, 60_000);
  } catch {
    // Not inside a test.
  }
}

/** Waits for the line that says where Kith is, and returns the address. Fails with what it said when it ends before. */
export async function ready(running: Running): Promise<string> {
  let ended: number | string | undefined;
  running.ended.then((how) => {
    ended = how;
  });
  let address: string | undefined;
  await until(() => {
    address = /^Kith is ready at (\S+)$/m.exec(running.out())?.[1];
    if (ended !== undefined && !address) {
      throw new Error(`it ended (${ended}) before it was ready: ${running.out()}${running.err()}`);
    }
    return address !== undefined;
  }, 'the line that says where Kith is');
  return address ?? '';
}

/** Waits for a condition. Fails after a minute. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const PATIENCE = 60_000;
  const end = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(20);
  }
}
