import { readFileSync } from 'node:fs';
import { runCommandLine } from './index.ts';

const PARENT_LOOK_EVERY = 500;

/**
 * Runs a command line as this process: its output, its signals and its end. Three signals ask the program to stop; a
 * fault nobody caught does, too, and is told like any other. Does not return.
 */
export async function runProcess(args: readonly string[]): Promise<never> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort(signal));
  process.on('uncaughtException', (error) => stopping.abort(error));
  process.on('unhandledRejection', (reason) => stopping.abort(reason ?? new Error('rejected for no reason')));
  // Whoever read the output may have seen enough (`kith … | head`): the rest is for nobody.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  // Notes of Node and of packages to developers are no business of whoever runs Kith.
  if (!process.env.KITH_DEBUG) process.removeAllListeners('warning');
  endWithParent(process.env, () => stopping.abort('SIGTERM'));
  const code = await runCommandLine({
    args,
    cwd: process.cwd(),
    env: process.env,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    now: () => new Date(),
    signal: stopping.signal,
  });
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit(code);
}

/**
 * Stops the program when npm, or the launcher on another Node, is gone without a word (kill -9): the program would live
 * on unseen, and the next start would find its place taken. A program started otherwise may outlive its shell.
 */
function endWithParent(env: NodeJS.ProcessEnv, stop: () => void): void {
  if (env.KITH_PARENT === undefined && env.npm_lifecycle_event === undefined) return;
  // npm starts a shell that starts the program; the shell does not notice that npm is gone.
  const between = /^(ba|da|z|k)?sh$/.test(nameOf(process.ppid)) ? process.ppid : undefined;
  const look = () => `${process.ppid} ${between === undefined ? '' : parentOf(between)}`;
  const first = look();
  setInterval(() => {
    if (look() !== first) stop();
  }, PARENT_LOOK_EVERY).unref();
}

// Where there is no /proc (macOS), only the parent itself is watched.
function nameOf(pid: number): string {
  return readProcess(pid, 'comm').trim();
}

function parentOf(pid: number): string {
  // The second field is a name in brackets that may hold blanks; the parent is the second word after it.
  const stat = readProcess(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
}

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
