/** Why a file is not taken, in one plain sentence without its full stop, as a form shows it at the field. */
export class FileRefused extends Error {
  override name = 'FileRefused';
  /** 413: too large; 415: not what is taken here; 400: it did not come as a form sends it. */
  readonly statusCode: 400 | 413 | 415 | 429;

  constructor(sentence: string, statusCode: FileRefused['statusCode'] = 415, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.statusCode = statusCode;
  }
}
