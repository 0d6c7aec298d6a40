import { sql } from 'kysely';
import { generateSecret, generateURI, verify } from 'otplib';
import type { Db } from '../../../platform/database/connection.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';

/** Seconds for which a code of an authenticator app stands (RFC 6238); the one before and the one after are taken too. */
const PERIOD = 30;

/** A new secret for an authenticator app, in the letters that such apps read. */
export function newTotpSecret(): string {
  return generateSecret();
}

/** What the picture for the app says. */
export function totpAddress(secret: string, email: string): string {
  return generateURI({ issuer: 'Kith', label: email, secret });
}

/** The time step of a code; null when it is wrong, or of a step that is not after `last`. */
async function stepOf(secret: string, code: string, last: number, now: Date): Promise<number | null> {
  const token = code.replace(/\s/g, '');
  const epoch = Math.floor(now.getTime() / 1000);
  // A clock that was put back leaves no step that could be taken.
  if (!/^\d{6}$/.test(token) || last > Math.floor(epoch / PERIOD)) return null;
  const read = await verify({ secret, token, epoch, epochTolerance: PERIOD, afterTimeStep: last });
  return read.valid && 'timeStep' in read ? read.timeStep : null;
}

const about = (personId: string) => `authenticator secret of ${personId}`;

/** Sealed for one person, so that it opens for nobody else. */
export function sealTotpSecret(keyring: Keyring, personId: string, secret: string): Buffer {
  return keyring.seal(secret, about(personId));
}

/** Opens what `sealTotpSecret` made. */
export function openTotpSecret(keyring: Keyring, personId: string, sealed: Uint8Array): string {
  return keyring.open(sealed, about(personId)).toString();
}

/** Takes a new app into use when the code it shows is right; one that was in use before is forgotten. */
export async function confirmTotp(
  trx: Db,
  keyring: Keyring,
  { personId, secret, code, now }: { personId: string; secret: string; code: string; now: Date },
): Promise<boolean> {
  const step = await stepOf(secret, code, 0, now);
  if (step === null) return false;
  await sql`
    insert into totp (person_id, secret, confirmed_at, last_step)
    values (${personId}::uuid, ${sealTotpSecret(keyring, personId, secret)}, ${now}, ${step})
    on conflict (person_id) do update
      set secret = excluded.secret, confirmed_at = excluded.confirmed_at, last_step = excluded.last_step`.execute(trx);
  return true;
}

/** Whether the code is what the person's app shows now. A code works once; of two who send it at the same moment, for one. */
export async function useTotpCode(
  trx: Db,
  keyring: Keyring,
  { personId, code, now }: { personId: string; code: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ secret: Buffer; last: number }>`
    select secret, last_step as last from totp
    where person_id = ${personId}::uuid and confirmed_at is not null for update`.execute(trx);
  const held = rows[0];
  if (!held) return false;
  const step = await stepOf(openTotpSecret(keyring, personId, held.secret), code, held.last, now);
  if (step === null) return false;
  await sql`update totp set last_step = ${step} where person_id = ${personId}::uuid`.execute(trx);
  return true;
}

/** Since when the person's app is in use; null when there is none. */
export async function findTotp(trx: Db, personId: string): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select confirmed_at as since from totp where person_id = ${personId}::uuid`.execute(trx);
  return rows[0]?.since ?? null;
}

/** Forgets the person's app. */
export async function removeTotp(trx: Db, personId: string): Promise<void> {
  await sql`delete from totp where person_id = ${personId}::uuid`.execute(trx);
}
