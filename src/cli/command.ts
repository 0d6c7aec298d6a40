import type { Db } from '../platform/database/connection.ts';

/** What a command may use. Output goes through `out` and `err`, so a test can read it. */
export interface CommandContext {
  /** The words after the command's name. */
  args: string[];
  /** Folder from which relative file names are read. */
  cwd: string;
  out: (text: string) => void;
  err: (text: string) => void;
  /** Opens the configured database, starting Kith's own server when nobody else runs it. Closed by the caller of `run`. */
  openDatabase: () => Promise<Db>;
  now: () => Date;
}

/** One word of the command line: `kith <name> …`. */
export interface Command {
  name: string;
  /** One line for `kith help`. */
  summary: string;
  /** How it is called, one form a line. */
  usage: string;
  /** Returns the exit code. Throws PlainError for a fault that the caller can mend. */
  run: (context: CommandContext) => Promise<number>;
}
