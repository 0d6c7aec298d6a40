import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import { PlainError } from '../plain-error.ts';

/** Throws PlainError when the newest entry was written with a key that this ring lacks: the chain could not be checked any more. */
export async function refuseForeignLedger(db: Db, keyring: Keyring, keysFile: string): Promise<void> {
  const { rows } = await sql<{ key: string | null }>`select ledger_newest_key() as key`.execute(db);
  const key = rows[0]?.key ?? null;
  if (key === null || keyring.ledgerKeyIds.includes(key)) return;
  throw new PlainError(
    `The ledger of this database was written with key ${key}, which is not in ${keysFile}: put the keys file of the Kith that wrote it there, or let KITH_KEYS name it.`,
  );
}
