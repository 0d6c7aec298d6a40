import { randomInt } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';
import { PlainError } from '../plain-error.ts';

const FULL = 20 * 1_048_576;
const REASONS: Record<string, string> = {
  EACCES: 'it is not yours to write',
  EPERM: 'it is not yours to write',
  EEXIST: 'a file stands where a folder should be',
  ENOTDIR: 'a file stands where a folder should be',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/**
 * Opens the log file, which only Kith's own user may read. From 20 MB on it is set aside as `kith.log.1` and a new one
 * begun. A line that can't be written, on a full disk say, is lost and nothing else. Throws PlainError when the file
 * can't be opened.
 */
export function openLog({ logFile, logLevel }: { logFile: string; logLevel: string }): Logger {
  // Where a person's details could slip in, they are taken out: the log holds no child's data.
  const redact = { paths: ['req.headers', 'err.detail', 'err.where', 'err.parameters'], remove: true };
  return pino({ level: logLevel, redact, base: { pid: process.pid } }, new LogFile(logFile));
}

/**
 * Writes each line at once: a log's last lines matter most when the program ends hard. pino's own writer tries for ever
 * on a full disk, at the end of the program too, and so keeps it from ending.
 */
class LogFile {
  readonly #path: string;
  #file: number;
  #length: number;

  constructor(path: string) {
    this.#path = path;
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
      this.#file = openSync(path, 'a', 0o600);
      this.#length = fstatSync(this.#file).size;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown fault';
      throw new PlainError(
        `The log ${path} can't be written (${REASONS[code] ?? code}): make its folder writable, or set KITH_HOME to another folder.`,
        { cause: error },
      );
    }
  }

  write(line: string): void {
    try {
      if (this.#length > FULL) this.#turnOver();
      this.#length += writeSync(this.#file, line);
    } catch {
      // There is nowhere left to say it.
    }
  }

  #turnOver(): void {
    renameSync(this.#path, `${this.#path}.1`);
    closeSync(this.#file);
    this.#file = openSync(this.#path, 'a', 0o600);
    this.#length = 0;
  }
}

/** Eight letters and digits that can't be mistaken for one another on the telephone: what a person quotes to find a log line. */
export function newReference(): string {
  const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  return Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
