import { PlainError } from '../../platform/plain-error.ts';

/** Work of which so many pieces run at once; the others wait in the order in which they came, and no more than the longest line. */
export class Queue {
  readonly #atOnce: number;
  readonly #longest: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, longest: number) {
    this.#atOnce = atOnce;
    this.#longest = longest;
  }

  /** Does a piece of work when it is its turn. Throws PlainError (503), at once, when the line is too long to join. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The turn goes straight on to the next in line, so that nobody who comes in between overtakes.
      if (next) next();
      else this.#running -= 1;
    }
  }

  #turn(): Promise<void> | void {
    if (this.#running < this.#atOnce) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#longest) {
      throw new PlainError('Very many people are signing in just now. Wait a minute and try again.', {
        statusCode: 503,
      });
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
