import { PlainError } from '../../platform/plain-error.ts';

/** The exit code for a return that can't be read. */
export const UNREADABLE = 2;

/** A return that can't be read: one plain sentence with the place. Nothing that was read before it counts. */
export class UnreadableReturn extends PlainError {
  override name = 'UnreadableReturn';

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { exitCode: UNREADABLE, statusCode: 400, ...(cause === undefined ? {} : { cause }) });
  }
}
