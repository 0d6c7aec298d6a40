/**
 * A fault that a person can mend, told in one plain sentence that says what to do. The command line prints the sentence
 * and ends with `exitCode`; a page shows it with `statusCode`. Any other error is a defect and is shown to nobody.
 */
export class PlainError extends Error {
  override name = 'PlainError';
  readonly exitCode: number;
  readonly statusCode: number;

  constructor(sentence: string, options: { exitCode?: number; statusCode?: number; cause?: unknown } = {}) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
    this.statusCode = options.statusCode ?? 400;
  }
}
