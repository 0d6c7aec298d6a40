import type { Deps } from '../../platform/module.ts';
import { type Site, usePasskey } from '../account/second-factor/passkey.ts';
import { findAccountOf } from './account.ts';
import { type Admitted, type Arrival, admit, rememberRefusal } from './arrival.ts';

/** What a passkey is asked for on the pages of signing in. */
export const PASSKEY_USE = 'sign in';

/**
 * Lets in the person whose passkey answered: it holds a key and knows their finger, face or PIN, so it needs nothing besides.
 * It cannot be guessed, so it opens a locked address, too. Null when it was not recognised.
 */
export function tryPasskey(deps: Deps, site: Site, answer: string, arrival: Arrival): Promise<Admitted | null> {
  const { now } = arrival;
  return deps.db.transaction().execute(async (trx) => {
    const personId = await usePasskey(trx, deps.keyring, site, { use: PASSKEY_USE, answer, now });
    const account = personId === null ? null : await findAccountOf(trx, personId, now);
    if (!account || account.away) {
      await rememberRefusal(trx, deps, account, account?.away ?? 'wrong-passkey', arrival);
      return null;
    }
    return admit(trx, deps, account, { way: 'passkey', strong: true }, arrival);
  });
}
