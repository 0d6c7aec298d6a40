import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import { digestOf, type WrittenChange } from './changed-fields.ts';
import { codeOf, diagnose } from './diagnose.ts';
import type { Place } from './finding.ts';
import { type NextRows, openChanges, openEntries } from './rows.ts';

/** A place in the chain with the code that stands there, in hexadecimal digits. */
export interface ChainPlace {
  seq: number;
  mac: string;
}

/** Before the first entry. */
export const CHAIN_START: ChainPlace = { seq: 0, mac: '' };

/** How far a walk came. */
export interface Walked {
  /** The last entry that was found whole. */
  last: ChainPlace;
  /** How many entries were found whole. */
  entries: number;
  /** The codes that stand at the places one asked for. */
  macs: ReadonlyMap<number, string>;
  /** The first place that is not whole. */
  first: Place | null;
}

/** So small that PostgreSQL writes the next rows into its socket while these are checked: both work at the same time. */
const BATCH = 500;
const CHANGES_BATCH = 2000;
/** How far to look beyond the first wrong entry to say what was done there. */
const LOOK_AHEAD = 2000;

/**
 * Walks the chain from the entry after `since` to its end in the caller's transaction, which must be one snapshot, and stops
 * at the first entry whose code or changed fields are not those that were written. Holds a few hundred entries at a time.
 */
export async function walk(trx: Db, keyring: Keyring, since: ChainPlace, wanted: ReadonlySet<number>): Promise<Walked> {
  const fetch = await openEntries(trx, since.seq === 0 ? Number.MIN_SAFE_INTEGER : since.seq);
  const changes = new ChangeReader(await openChanges(trx, since.seq === 0 ? Number.MIN_SAFE_INTEGER : since.seq));
  const macs = new Map<number, string>();
  let last = since;
  const walked = (first: Place | null): Walked => ({ last, entries: last.seq - since.seq, macs, first });
  let batch = await fetch(BATCH);
  while (batch.length > 0) {
    await changes.fill(batch.at(-1)?.seq ?? 0);
    const coming = fetch(BATCH);
    // The request leaves before this batch is checked, which lets nothing else run.
    await new Promise(setImmediate);
    for (const [index, entry] of batch.entries()) {
      const place = last.seq + 1;
      const stray = changes.before(place);
      const fits = entry.seq === place && codeOf(keyring, last.mac, place, entry) === entry.mac;
      if (stray !== null || !fits) {
        const ahead = [...batch.slice(index + 1), ...(await coming), ...(await fetch(LOOK_AHEAD))];
        return walked(stray ?? diagnose(keyring, last.mac, place, [entry, ...ahead]));
      }
      if (digestOf(changes.take(place)) !== entry.changes) {
        await coming;
        return walked({ seq: place, fault: 'changes-altered' });
      }
      last = { seq: place, mac: entry.mac };
      if (wanted.has(place)) macs.set(place, entry.mac);
    }
    batch = await coming;
  }
  await changes.fill(Number.POSITIVE_INFINITY);
  return walked(changes.before(Number.POSITIVE_INFINITY));
}

/** Reads changed fields beside the entries they belong to, always one batch ahead. */
class ChangeReader {
  readonly #fetch: NextRows<WrittenChange>;
  #coming: Promise<WrittenChange[]>;
  #rows: WrittenChange[] = [];
  #from = 0;
  #ended = false;

  constructor(fetch: NextRows<WrittenChange>) {
    this.#fetch = fetch;
    this.#coming = this.#next();
  }

  #next(): Promise<WrittenChange[]> {
    const coming = this.#fetch(CHANGES_BATCH);
    // Where the walk ends before it is asked for, nobody hears that it failed.
    coming.catch(() => {});
    return coming;
  }

  /** Reads on until every row up to that entry is there, or one batch where there is no end to it. */
  async fill(seq: number): Promise<void> {
    while (!this.#ended && (this.#rows.at(-1)?.seq ?? 0) <= seq) {
      if (seq === Number.POSITIVE_INFINITY && this.#from < this.#rows.length) return;
      const read = await this.#coming;
      this.#ended = read.length === 0;
      if (!this.#ended) this.#coming = this.#next();
      this.#rows = [...this.#rows.slice(this.#from), ...read];
      this.#from = 0;
    }
  }

  /** Rows that belong to no entry before that place. */
  before(place: number): Place | null {
    const row = this.#rows[this.#from];
    return row !== undefined && row.seq < place ? { seq: row.seq, fault: 'changes-altered' } : null;
  }

  take(place: number): WrittenChange[] {
    const start = this.#from;
    while (this.#rows[this.#from]?.seq === place) this.#from += 1;
    return this.#from === start ? [] : this.#rows.slice(start, this.#from);
  }
}
