import { setImmediate } from 'node:timers/promises';

/** Bytes that are read before other work has its turn: some ten milliseconds. */
const TURN = 1_000_000;

/**
 * Keeps a long reading from holding up everything else in the process, and ends it when it is cancelled. A reader whose bytes are
 * all there already would otherwise never let the cancelling be heard.
 */
export class GivingWay {
  readonly #signal: AbortSignal | undefined;
  #sinceTurn = 0;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Called after so many bytes were read. Rejects with the reason of the signal when that was given. */
  async after(bytes: number): Promise<void> {
    this.#signal?.throwIfAborted();
    this.#sinceTurn += bytes;
    if (this.#sinceTurn < TURN) return;
    this.#sinceTurn = 0;
    await setImmediate();
    this.#signal?.throwIfAborted();
  }

  /** The bytes in pieces of a turn at most. */
  *pieces(bytes: Uint8Array): Generator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += TURN) yield bytes.subarray(from, from + TURN);
  }
}
