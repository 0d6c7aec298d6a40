import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { OpenKith } from '../opening.ts';
import type { Command, CommandContext } from './command.ts';

/** What the commands that run Kith itself get besides. */
export interface ProgramContext extends CommandContext {
  config: Config;
  /** As `openDatabase`, with the keys and the role that owns the tables. */
  openKith: () => Promise<OpenKith>;
  /** Opens the log at its first use, so that `kith help` leaves nothing behind. */
  log: () => Logger;
  /** Comes when the program is asked to stop. */
  signal: AbortSignal;
}

/** A command that runs Kith itself. Every plain command is one, too. */
export interface ProgramCommand extends Omit<Command, 'run'> {
  run: (context: ProgramContext) => Promise<number>;
}
