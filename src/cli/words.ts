import { PlainError } from '../platform/plain-error.ts';
import type { Command } from './command.ts';

/** The exit code for a command line that can't be understood. */
export const USAGE_FAULT = 2;

/** For a command that takes no words: throws PlainError when it was given some. */
export function noWords(command: Pick<Command, 'name'>, args: readonly string[]): void {
  if (args.length === 0) return;
  throw new PlainError(`kith ${command.name} takes no words, but was given "${args.join(' ')}": leave them out.`, {
    exitCode: USAGE_FAULT,
  });
}
