import { findFacts, type RecordFacts } from '../../platform/access/index.ts';
import type { Keyring } from '../../platform/keys/keyring.ts';
import type { AtWork } from '../people/at-work.ts';
import { findByReference } from './reference.ts';

/** The record that somebody speaks of who may not see it. `facts` of null: there is none, which they never learn. */
export interface SpokenOf {
  id: string;
  /** As it was typed; null where they came from an address. */
  reference: string | null;
  facts: RecordFacts | null;
}

/** A reference as people type it: capitals, one space at most between its parts. */
export function asReference(typed: string): string {
  return typed.trim().replaceAll(/\s+/g, ' ').toUpperCase();
}

/**
 * The record of a number, or else of a reference. One that does not exist has a number too, the same every time, so that
 * nothing that is written about it differs from what is written about one that does.
 */
export async function spokenOf(
  { trx }: Pick<AtWork, 'trx'>,
  keyring: Keyring,
  kind: string,
  by: { id: string } | { reference: string },
): Promise<SpokenOf> {
  if ('id' in by) return { id: by.id, reference: null, facts: await findFacts(trx, kind, by.id) };
  const reference = asReference(by.reference);
  const id = (await findByReference(trx, kind, reference)) ?? numberOfNothing(keyring, kind, reference);
  return { id, reference, facts: await findFacts(trx, kind, id) };
}

function numberOfNothing(keyring: Keyring, kind: string, reference: string): string {
  const digits = keyring.derive('no-such-record', `${kind} ${reference}`).toString('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${'89ab'[Number.parseInt(digits.charAt(16), 16) % 4]}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
