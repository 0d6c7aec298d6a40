import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';
import { type Account, findAccount, findAccountOf } from '../account.ts';
import type { NotLetIn } from '../arrival.ts';
import { addressOf } from '../lock.ts';
import type { Identity } from './identity.ts';

/** Whose account it is, and whether they were found by their address just now; or why nobody is let in. */
export type Found = { account: Account; linked: boolean } | { account: Account | null; why: NotLetIn };

/**
 * Finds the person of an identity. Somebody who comes for the first time is found by the address that their provider vouches
 * for, and is joined to that identity for good: a later holder of the same address is somebody else.
 */
export async function findOrLink(trx: Db, identity: Identity, now: Date): Promise<Found> {
  const { issuer, subject, address } = identity;
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from person_identity where issuer = ${issuer} and subject = ${subject}`.execute(trx);
  if (rows[0]) {
    const account = await findAccountOf(trx, rows[0].personId, now);
    return account && !account.away ? { account, linked: false } : { account, why: account?.away ?? 'left' };
  }
  if ('missing' in address) return { account: null, why: 'no-address' };
  const email = addressOf('verified' in address ? address.verified : address.unverified);
  const account = await findAccount(trx, email, now);
  if ('unverified' in address) return { account, why: 'address-not-verified' };
  if (!account) return { account, why: 'not-known' };
  if (account.away) return { account, why: account.away };
  return (await link(trx, identity, account.id, now)) ? { account, linked: true } : { account, why: 'other-account' };
}

/** Joins a person to an identity; false when they have another one with the same provider. */
async function link(trx: Db, { issuer, subject }: Identity, personId: string, now: Date): Promise<boolean> {
  // Of two who come at once with one address, one is joined.
  await sql`select from person where id = ${personId}::uuid for update`.execute(trx);
  const { rows } = await sql`
    insert into person_identity (issuer, subject, person_id, linked_at, address)
    select ${issuer}, ${subject}, p.id, ${now}, p.email from person p
    where p.id = ${personId}::uuid
      and not exists (select from person_identity where issuer = ${issuer} and person_id = ${personId}::uuid)
    on conflict do nothing returning 1 as one`.execute(trx);
  return rows.length === 1;
}
