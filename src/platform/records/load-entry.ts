import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import { append } from '../ledger/index.ts';
import type { KindCount } from './record-tables.ts';
import type { TextFile } from './yaml-file.ts';

/** A load, as the ledger is told of it. */
export interface LoadAct {
  /** Nothing is written without it. */
  ledger?: { keyring: Keyring } | undefined;
  loadId: number;
  loadedBy: string;
  now: Date;
  files: readonly Pick<TextFile, 'name'>[];
  counts: readonly Pick<KindCount, 'new' | 'changed'>[];
  /** What is counted; "record" unless told. */
  noun?: string;
}

/** Writes into the ledger that somebody loaded files, in the load's own transaction and as its last step. */
export async function writeLoad(trx: Db, load: LoadAct): Promise<void> {
  if (!load.ledger) return;
  const sum = (what: 'new' | 'changed') => load.counts.reduce((total, count) => total + count[what], 0);
  const { files, noun = 'record' } = load;
  const many = (count: number, of: string) => `${count} ${of}${count === 1 ? '' : 's'}`;
  await append(trx, load.ledger.keyring, [
    {
      at: load.now,
      event: 'records.load',
      outcome: 'done',
      doing: `Loaded ${many(files.length, 'file')}: ${many(sum('new'), noun)} new, ${sum('changed')} changed`,
      personId: null,
      who: load.loadedBy,
      agency: null,
      role: null,
      purpose: null,
      kind: null,
      recordId: null,
      seen: null,
      why: `Load ${load.loadId}`,
      requestId: null,
      sessionId: null,
      changes: [],
    },
  ]);
}
