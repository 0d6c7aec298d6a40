import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { ChainPlace } from './walk.ts';

const shape = z.strictObject({
  about: z.string(),
  seq: z.int().positive(),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
  code: z.string(),
});

const ABOUT =
  'The newest entry of the ledger that this Kith has seen. Without it, entries cut off its end since the last checkpoint would not be missed.';

/** What the file of the mark says: a place, nothing because there is none, or that it was altered. */
export type KeptMark = ChainPlace | null | 'damaged';

/** Where a Kith keeps the mark of its newest entry. */
export function markFile(home: string): string {
  return join(home, 'ledger-mark.json');
}

function codeOf(keyring: Keyring, { seq, mac }: ChainPlace): string {
  return keyring.derive('ledger-mark', `${seq} ${mac}`).toString('hex');
}

/** Reads the mark, and whether Kith wrote it. */
export async function readMark(file: string, keyring: Keyring): Promise<KeptMark> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : '',
  );
  if (text === null) return null;
  try {
    const { seq, mac, code } = shape.parse(JSON.parse(text));
    return code === codeOf(keyring, { seq, mac }) ? { seq, mac } : 'damaged';
  } catch {
    return 'damaged';
  }
}

/** What keeping the mark needs. */
export interface MarkOptions {
  db: Db;
  keyring: Keyring;
  /** As `markFile` names it. */
  file: string;
  log: Logger;
  /** Milliseconds between a request and the look that follows it. One second unless given. */
  pause?: number;
}

/** Leaves the newest entry that was committed beside the keys, outside the database. */
export class LedgerMark {
  readonly #options: MarkOptions;
  #timer: NodeJS.Timeout | undefined;
  #known: KeptMark | undefined;
  #turn: Promise<void> = Promise.resolve();
  #told = false;

  constructor(options: MarkOptions) {
    this.#options = options;
  }

  /** Something may have been written: look within a second. Costs nothing when a look is due already. */
  soon(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.keep();
    }, this.#options.pause ?? 1000).unref();
  }

  /** Looks now. Never throws: a mark that can't be written is logged, and the next look tries again. */
  keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#turn = this.#turn
      .then(() => this.#look())
      .catch((error: unknown) => {
        this.#options.log.warn({ err: error }, 'the mark of the newest ledger entry could not be kept');
      });
    return this.#turn;
  }

  async #look(): Promise<void> {
    const { db, keyring, file } = this.#options;
    this.#known ??= await readMark(file, keyring);
    const known = this.#known;
    if (known === 'damaged')
      return this.#alarm('the mark of the newest ledger entry was altered: run kith ledger verify');
    const { rows } = await sql<{ seq: number; mac: Buffer; knownMac: Buffer | null }>`
      select seq, mac, known_mac as "knownMac" from ledger_end(${known?.seq ?? 0})`.execute(db);
    const end = rows[0];
    if (!end) return;
    if (known !== null && end.knownMac?.toString('hex') !== known.mac) {
      return this.#alarm('the ledger was rewritten or cut off before its newest entry: run kith ledger verify');
    }
    if (end.seq === (known?.seq ?? 0)) return;
    const mark = { seq: end.seq, mac: end.mac.toString('hex') };
    const half = `${file}.new-${process.pid}`;
    const text = JSON.stringify({ about: ABOUT, ...mark, code: codeOf(keyring, mark) }, null, 1);
    await writeFile(half, `${text}\n`, { mode: 0o600 });
    await rename(half, file);
    this.#known = mark;
  }

  /** The mark stays as it is: it is the evidence. */
  #alarm(sentence: string): void {
    if (!this.#told) this.#options.log.error({ part: 'ledger' }, sentence);
    this.#told = true;
  }
}
