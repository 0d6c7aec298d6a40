import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../../platform/database/connection.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';
import { useOnce } from '../../sign-in/step.ts';
import { CHALLENGE_MINUTES, isOurChallenge, newChallenge } from './challenge.ts';

/** COSE numbers of EdDSA, ES256 and RS256: what passkeys of every maker sign with. */
const ALGORITHMS = [-8, -7, -257];
/** How many passkeys one person may have. */
export const MOST_PASSKEYS = 10;

/** The site for which a passkey is made: a browser offers it nowhere else. */
export interface Site {
  /** Host without a port. */
  rpId: string;
  origin: string;
}

/** For a request that names no host that could be one. */
const NOBODYS = 'http://localhost';

/** The site as readers reach it: PUBLIC_URL, or whatever address this request came to. */
export function siteOf(publicUrl: string | null, request: Pick<FastifyRequest, 'protocol' | 'host'>): Site {
  const asked = publicUrl ?? `${request.protocol}://${request.host}`;
  const { hostname, origin } = new URL(URL.canParse(asked) ? asked : NOBODYS);
  return { rpId: hostname, origin };
}

/** A person's passkey as their page lists it. */
export interface Passkey {
  id: string;
  name: string;
  madeAt: Date;
  usedAt: Date | null;
  transports: string[];
}

/** The passkeys of a person, oldest first. */
export async function listPasskeys(db: Db, personId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select id, name, made_at as "madeAt", used_at as "usedAt", transports from passkey
    where person_id = ${personId}::uuid order by made_at, id`.execute(db);
  return rows;
}

const allowed = (keys: readonly Passkey[]) => keys.map(({ id, transports }) => ({ id, transports }));

/** What the browser must be told to make a passkey, as JSON. */
export async function askForNewPasskey(
  keyring: Keyring,
  site: Site,
  person: { id: string; name: string; email: string },
  held: readonly Passkey[],
  now: Date,
): Promise<string> {
  const options = await generateRegistrationOptions({
    rpName: 'Kith',
    rpID: site.rpId,
    userName: person.email,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.id.replaceAll('-', ''), 'hex')),
    challenge: newChallenge(keyring, `new ${person.id}`, now),
    timeout: CHALLENGE_MINUTES * 60_000,
    attestationType: 'none',
    excludeCredentials: allowed(held),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return JSON.stringify(options);
}

/** What the browser must be told to use one: any that it has for this site, or one of those given. `use` names what for. */
export async function askForPasskey(
  keyring: Keyring,
  site: Site,
  use: string,
  held: readonly Passkey[],
  now: Date,
): Promise<string> {
  const options = await generateAuthenticationOptions({
    rpID: site.rpId,
    challenge: newChallenge(keyring, use, now),
    timeout: CHALLENGE_MINUTES * 60_000,
    userVerification: 'required',
    ...(held.length > 0 ? { allowCredentials: allowed(held) } : {}),
  });
  return JSON.stringify(options);
}

const text = z.string().min(1).max(100_000);
const made = z.looseObject({ id: text, rawId: text, type: z.literal('public-key'), response: z.looseObject({}) });

/** The browser's answer; undefined when it is none. What it holds is checked by whoever verifies it. */
function readAnswer(answer: string): z.infer<typeof made> | undefined {
  try {
    return made.safeParse(JSON.parse(answer)).data;
  } catch {
    return undefined;
  }
}

/** Runs a verification; whatever is wrong with what the browser sent is one and the same "no". */
async function verified<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}

/** Keeps a new passkey when the browser's answer to `askForNewPasskey` holds; false when it does not. */
export async function addPasskey(
  trx: Db,
  keyring: Keyring,
  site: Site,
  given: { personId: string; name: string; answer: string; now: Date },
): Promise<boolean> {
  const { personId, now } = given;
  const response = readAnswer(given.answer);
  if (!response) return false;
  let asked = '';
  const result = await verified(() =>
    verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: (challenge) => {
        asked = challenge;
        return isOurChallenge(keyring, `new ${personId}`, challenge, now);
      },
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!result?.verified || !(await useOnce(trx, asked, now, CHALLENGE_MINUTES))) return false;
  const { credential } = result.registrationInfo;
  const { rows } = await sql`
    insert into passkey (id, person_id, name, public_key, counter, transports, made_at)
    values (${credential.id}, ${personId}::uuid, ${given.name}, ${Buffer.from(credential.publicKey)}, ${credential.counter},
      ${credential.transports ?? []}::text[], ${now})
    on conflict (id) do nothing returning 1 as one`.execute(trx);
  return rows.length === 1;
}

/**
 * Whose passkey answered; null when the answer does not hold, was given before, or comes from a copy whose count of uses lags
 * behind (WebAuthn §6.1.1).
 */
export async function usePasskey(
  trx: Db,
  keyring: Keyring,
  site: Site,
  given: { use: string; answer: string; now: Date },
): Promise<string | null> {
  const { use, now } = given;
  const response = readAnswer(given.answer);
  if (!response) return null;
  const { rows } = await sql<{ personId: string; key: Buffer; counter: number; transports: string[] }>`
    select person_id as "personId", public_key as key, counter, transports from passkey
    where id = ${response.id} for update`.execute(trx);
  const held = rows[0];
  if (!held) return null;
  let asked = '';
  const result = await verified(() =>
    verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => {
        asked = challenge;
        return isOurChallenge(keyring, use, challenge, now);
      },
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(held.key),
        counter: held.counter,
        transports: held.transports,
      },
      requireUserVerification: true,
    }),
  );
  if (!result?.verified || !(await useOnce(trx, asked, now, CHALLENGE_MINUTES))) return null;
  await sql`
    update passkey set counter = ${result.authenticationInfo.newCounter}, used_at = ${now}
    where id = ${response.id}`.execute(trx);
  return held.personId;
}

/** Forgets one of a person's passkeys; returns its name, null when they have none of that number. */
export async function removePasskey(trx: Db, personId: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    delete from passkey where id = ${id} and person_id = ${personId}::uuid returning name`.execute(trx);
  return rows[0]?.name ?? null;
}
