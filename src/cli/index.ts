import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Config, readConfig } from '../config.ts';
import type { OpenKith } from '../opening.ts';
import { newReference, openLog } from '../platform/log/log.ts';
import { projectRoot } from '../platform/paths.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { ProgramCommand, ProgramContext } from './program.ts';
import { USAGE_FAULT } from './words.ts';

// Each command is read only when it is called: a snapshot need not wait for the PDF writer.
const COMMANDS: Record<string, () => Promise<ProgramCommand>> = {
  start: async () => (await import('./start.ts')).startCommand,
  load: async () => (await import('./load.ts')).loadCommand,
  snapshot: async () => (await import('./snapshot.ts')).snapshotCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  returns: async () => (await import('./returns.ts')).returnsCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  invite: async () => (await import('./invite.ts')).inviteCommand,
  ledger: async () => (await import('./ledger.ts')).ledgerCommand,
  keys: async () => (await import('./keys.ts')).keysCommand,
};

/** The exit code for a fault of the program itself (EX_SOFTWARE). */
const DEFECT = 70;

/** What a run of the command line needs of the process around it. */
export interface Terminal {
  args: readonly string[];
  cwd: string;
  env: Record<string, string | undefined>;
  out: (text: string) => void;
  err: (text: string) => void;
  now: () => Date;
  /** Comes when the program is asked to stop. */
  signal: AbortSignal;
}

/**
 * Runs one command line and returns its exit code: 0 done, 1 a fault the caller can mend, 2 a command line not
 * understood, 70 a fault of the program. Never throws; each fault is one plain sentence on `err`.
 */
export async function runCommandLine(terminal: Terminal): Promise<number> {
  let config: Config | undefined;
  let opened: Logger | undefined;
  let database: Promise<OpenKith> | undefined;
  const log = () => {
    config ??= readConfig(terminal.env, terminal.cwd);
    opened ??= openLog(config);
    return opened;
  };
  try {
    const [name, ...args] = terminal.args;
    if (name === undefined || ['help', '--help', '-h'].includes(name)) return await help(args[0], terminal.out);
    if (name === '--version' || name === '-V') return await version(terminal.out);
    const command = await find(name);
    if (args.includes('--help') || args.includes('-h')) return await help(name, terminal.out);
    config = readConfig(terminal.env, terminal.cwd);
    const settings = config;
    const context: ProgramContext = {
      ...terminal,
      args,
      config,
      log,
      openKith: () => {
        // Read only by commands that open the database: it takes longer than a small return takes to check.
        database ??= import('../opening.ts').then(({ openKith }) =>
          openKith(settings, log(), {
            purpose: 'command',
            signal: terminal.signal,
            now: terminal.now,
            anyLedger: name === 'ledger',
          }),
        );
        return database;
      },
      openDatabase: async () => (await context.openKith()).db,
    };
    const code = await untilStopped(command.run(context), name, terminal.signal);
    // A fault that nobody caught has stopped the program.
    if (terminal.signal.aborted && typeof terminal.signal.reason !== 'string') throw terminal.signal.reason;
    return code;
  } catch (error) {
    const { signal } = terminal;
    // Asked to stop while it was still opening.
    if (signal.aborted && typeof signal.reason === 'string') return exitCodeOf(signal.reason);
    if (error instanceof PlainError) {
      terminal.err(`${error.message}\n`);
      opened?.warn({ err: error }, 'refused');
      return error.exitCode;
    }
    return tellDefect(error, terminal, log, () => config?.logFile);
  } finally {
    const open = await database?.catch(() => undefined);
    if (open && config) await keepMark(open, config, log());
    await open?.close().catch((error: unknown) => log().error({ err: error }, 'closing the database failed'));
  }
}

/** What the command wrote into the ledger is remembered outside the database, too. */
async function keepMark({ db, keyring }: OpenKith, config: Config, log: Logger): Promise<void> {
  const { LedgerMark, markFile } = await import('../platform/ledger/index.ts');
  return new LedgerMark({ db, keyring, file: markFile(config.home), log }).keep();
}

/** The server ends by itself when asked to; any other command is left where it stands, and its transaction with it. */
async function untilStopped(run: Promise<number>, name: string, signal: AbortSignal): Promise<number> {
  if (name === 'start') return run;
  const stopped = new Promise<number>((resolve) => {
    const stop = () => resolve(exitCodeOf(signal.reason));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  run.catch(() => {});
  return Promise.race([run, stopped]);
}

/** The exit code of a command that was ended by a signal, as shells count it. */
function exitCodeOf(signal: unknown): number {
  const SIGNALLED = 128;
  return SIGNALLED + (constants.signals[signal as NodeJS.Signals] ?? 0);
}

async function find(name: string): Promise<ProgramCommand> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command();
  throw new PlainError(`Kith knows no command "${name}": run kith help to see those there are.`, {
    exitCode: USAGE_FAULT,
  });
}

/** The version that the package names, for whoever reports a fault. */
async function version(out: (text: string) => void): Promise<number> {
  const held = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  out(`${held.version}\n`);
  return 0;
}

async function help(name: string | undefined, out: (text: string) => void): Promise<number> {
  if (name !== undefined) {
    const { summary, usage } = await find(name);
    out(`${summary}\n\n${usage.replace(/^/gm, '  ')}\n`);
    return 0;
  }
  const commands = await Promise.all(Object.values(COMMANDS).map((read) => read()));
  const width = Math.max(...commands.map((command) => command.name.length)) + 2;
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`);
  out(
    `Kith, the operating system of a safeguarding partnership.\n\n${lines.join('\n')}\n\nkith help <command> says how to call one; kith --version says which Kith this is.\n`,
  );
  return 0;
}

function tellDefect(
  error: unknown,
  { err, env }: Terminal,
  log: () => Logger,
  logFile: () => string | undefined,
): number {
  const reference = newReference();
  let where = '';
  try {
    log().fatal({ err: error, reference }, 'a fault of the program');
    where = `; ${logFile()} says more`;
  } catch {
    // Without a log the reference alone must do.
  }
  err(`Kith met a fault it did not expect (reference ${reference})${where}.\n`);
  if (env.KITH_DEBUG) err(`${error instanceof Error ? error.stack : String(error)}\n`);
  return DEFECT;
}
