import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';

/** A mail that opens an account. */
export interface SealedLetter {
  address: string;
  subject: string;
  /** The mail, in paragraphs: read by whoever gets it, and by nobody here. */
  mail: string;
  /** What the list of outgoing mail shows in its place. */
  shown: string;
}

/**
 * Writes a mail that nobody but its reader can read: sealed with a key that is not in the database, opened where it leaves, and
 * dropped once it has left.
 */
export async function mailSealed(trx: Db, keyring: Keyring, letter: SealedLetter, now: Date): Promise<void> {
  const id = randomUUID();
  const { address, subject, mail, shown } = letter;
  await sql`
    insert into outbox_message (id, address, subject, words, sealed, made_at, try_at)
    values (${id}::uuid, ${address}, ${subject}, ${shown}, ${keyring.seal(mail, about(id))}, ${now}, ${now})`.execute(
    trx,
  );
}

/** The words of a sealed mail. Throws PlainError where its key is gone, or it was sealed for another message. */
export function openLetter(keyring: Keyring, id: string, sealed: Uint8Array): string {
  return keyring.open(sealed, about(id)).toString();
}

/** Sealed together with the text: a row that is moved to another message does not open. */
function about(id: string): string {
  return `mail ${id}`;
}
