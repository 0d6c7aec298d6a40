import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';
import type { Way } from '../../sign-in/session.ts';
import { findStep, putStep, takeStep } from '../../sign-in/step.ts';
import { listPasskeys, type Passkey, removePasskey } from './passkey.ts';
import { countRecoveryCodes, newRecoveryCodes, removeRecoveryCodes } from './recovery-code.ts';
import { findTotp, newTotpSecret, openTotpSecret, removeTotp, sealTotpSecret } from './totp.ts';

/** Whose second factor it is, in which session. */
export interface Whose {
  personId: string;
  sessionId: string;
  now: Date;
}

/** What a person has besides a password. */
export interface SecondFactors {
  /** Since when an authenticator app is in use; null when none is. */
  app: Date | null;
  passkeys: readonly Passkey[];
  recoveryCodes: number;
}

/**
 * How somebody signed in this time. Whoever came through their organisation, or as somebody invented, sets up nothing here: the
 * one has a second factor there, the other is shared by everybody.
 */
export async function findWay(trx: Db, sessionId: string): Promise<Way> {
  const { rows } = await sql<{ way: Way }>`select way from session where id = ${sessionId}::uuid`.execute(trx);
  return rows[0]?.way ?? 'demonstration';
}

const NEW_APP = 'new-authenticator';
const MINUTES_FOR_APP = 30;
const newAppOf = (sessionId: string) => `${NEW_APP} ${sessionId}`;

/** The secret that waits for the first code of a new app: the same one for half an hour, however often the page is opened. */
export async function secretInWaiting(trx: Db, keyring: Keyring, { personId, sessionId, now }: Whose): Promise<string> {
  const held = await findStep<{ secret: string }>(trx, NEW_APP, newAppOf(sessionId), now);
  if (held) return openTotpSecret(keyring, personId, Buffer.from(held.data.secret, 'base64'));
  const secret = newTotpSecret();
  const data = { secret: sealTotpSecret(keyring, personId, secret).toString('base64') };
  await putStep(trx, newAppOf(sessionId), { kind: NEW_APP, personId, data, now, minutes: MINUTES_FOR_APP });
  return secret;
}

/** The app is in use: its secret waits no more. */
export async function forgetSecretInWaiting(trx: Db, { sessionId, now }: Whose): Promise<void> {
  await takeStep(trx, NEW_APP, newAppOf(sessionId), now);
}

const NEW_CODES = 'new-recovery-codes';
/** A telephone forgets a page while somebody looks for pen and paper. */
const MINUTES_FOR_CODES = 10;
const newCodesOf = (sessionId: string) => `${NEW_CODES} ${sessionId}`;
const aboutCodes = (personId: string) => `recovery codes of ${personId}`;

/** Makes new recovery codes and keeps them sealed until this session's owner says that they have them. */
export async function makeRecoveryCodes(trx: Db, keyring: Keyring, { personId, sessionId, now }: Whose): Promise<void> {
  const codes = await newRecoveryCodes(trx, keyring, personId);
  const data = { codes: keyring.seal(codes.join(' '), aboutCodes(personId)).toString('base64') };
  await putStep(trx, newCodesOf(sessionId), { kind: NEW_CODES, personId, data, now, minutes: MINUTES_FOR_CODES });
}

/** New codes that their owner has not yet said to have kept; null when there are none, and after ten minutes. */
export async function newCodesToShow(
  trx: Db,
  keyring: Keyring,
  { personId, sessionId, now }: Whose,
): Promise<string[] | null> {
  const held = await findStep<{ codes: string }>(trx, NEW_CODES, newCodesOf(sessionId), now);
  if (!held) return null;
  return keyring.open(Buffer.from(held.data.codes, 'base64'), aboutCodes(personId)).toString().split(' ');
}

/** The codes are never shown again. */
export async function codesAreKept(trx: Db, { sessionId, now }: Whose): Promise<void> {
  await takeStep(trx, NEW_CODES, newCodesOf(sessionId), now);
}

/** Gives somebody their first recovery codes; whoever has some left keeps them. True when there are new ones to show. */
export async function giveFirstCodes(trx: Db, keyring: Keyring, whose: Whose): Promise<boolean> {
  if ((await countRecoveryCodes(trx, whose.personId)) > 0) return false;
  await makeRecoveryCodes(trx, keyring, whose);
  return true;
}

/**
 * Forgets the app, or the passkey of that number; returns what it was. Refuses with null what they do not have, and with false
 * the last one of somebody who must have one.
 */
export async function removeFactor(
  trx: Db,
  personId: string,
  which: { app: true } | { passkey: string },
  held: SecondFactors,
  mustHaveOne: boolean,
): Promise<string | null | false> {
  const has = 'app' in which ? held.app !== null : held.passkeys.some(({ id }) => id === which.passkey);
  if (!has) return null;
  const isLast = (held.app === null ? 0 : 1) + held.passkeys.length === 1;
  if (isLast && mustHaveOne) return false;
  if (isLast) await removeRecoveryCodes(trx, personId);
  if ('passkey' in which) return removePasskey(trx, personId, which.passkey);
  await removeTotp(trx, personId);
  return 'Authenticator app';
}

/** Forgets everything that a person has besides a password: they lost it, and somebody made sure that it is they. */
export async function removeAllFactors(trx: Db, personId: string): Promise<void> {
  const { passkeys } = await holdFactors(trx, personId);
  for (const { id } of passkeys) await removePasskey(trx, personId, id);
  await removeTotp(trx, personId);
  await removeRecoveryCodes(trx, personId);
}

/** Everything that a person has besides a password; until the transaction ends nobody else changes it. */
export async function holdFactors(trx: Db, personId: string): Promise<SecondFactors> {
  await sql`select pg_advisory_xact_lock(hashtextextended('kith second factor ' || ${personId}, 0))`.execute(trx);
  return {
    app: await findTotp(trx, personId),
    passkeys: await listPasskeys(trx, personId),
    recoveryCodes: await countRecoveryCodes(trx, personId),
  };
}
