import type { FastifyRequest } from 'fastify';
import type { Db } from '../../platform/database/connection.ts';
import { append, type Entry } from '../../platform/ledger/index.ts';
import type { Deps } from '../../platform/module.ts';
import type { Account } from './account.ts';
import { unlock } from './lock.ts';
import { endSession, findOwed, startSession, type Way } from './session.ts';

/** Somebody at the door: what is known of them before they have proved who they are. */
export interface Arrival {
  /** The browser's own words for itself. */
  browser: string;
  requestId: string;
  /** The session that this browser had until now. */
  before: string | null;
  now: Date;
}

/** Reads who is at the door off a request. */
export function arrivalOf(request: FastifyRequest, now: Date): Arrival {
  return {
    browser: String(request.headers['user-agent'] ?? 'not told'),
    requestId: request.id,
    before: request.visit?.sessionId ?? request.lapsed?.sessionId ?? null,
    now,
  };
}

/** Somebody who came in. */
export interface Admitted {
  /** For the browser: `setSessionCookie`. */
  token: string;
  sessionId: string;
  /** The page of what they must do first; null when nothing. */
  owed: string | null;
}

type Known = Pick<Account, 'id' | 'name' | 'email' | 'agency'>;

/**
 * Lets somebody in who has proved who they are: a session of its own with a new token, the one that this browser had is over,
 * wrong tries are forgotten, the ledger says so. Call it last in a transaction and give the token to the browser afterwards.
 */
export async function admit(
  trx: Db,
  { keyring, access }: Pick<Deps, 'keyring' | 'access'>,
  person: Known,
  how: { way: Way; strong: boolean; providerHint?: Buffer },
  arrival: Arrival,
): Promise<Admitted> {
  const { browser, before, now } = arrival;
  if (before !== null) await endSession(trx, before, 'Somebody signed in anew in the same browser', now);
  await unlock(trx, person.email);
  const { id: sessionId, token } = await startSession(trx, { personId: person.id, browser, now, ...how });
  const owed = await findOwed(trx, access, sessionId, now);
  await append(trx, keyring, [
    signInEntry(arrival, person, { event: 'sign-in', doing: `Signed in with ${WAYS[how.way]}`, sessionId }),
  ]);
  return { token, sessionId, owed };
}

const WAYS: Record<Way, string> = {
  password: 'a password',
  passkey: 'a passkey',
  provider: 'their organisation’s account',
  demonstration: 'one press, in the demonstration',
};

const DOING: Partial<Record<NotLetIn, string>> = {
  'too-late': 'Sent a second factor, and nobody was waiting for one',
  'link-over': 'Tried to choose a password through a link that does not work',
};

/** Why somebody was not let in; kept in the ledger, told to nobody. */
export type NotLetIn =
  | 'not-known'
  | 'left'
  | 'not-yet'
  | 'no-password'
  | 'wrong-password'
  | 'wrong-code'
  | 'wrong-passkey'
  | 'provider-away'
  | 'provider-refused'
  | 'provider-misfit'
  | 'too-weak'
  | 'no-address'
  | 'address-not-verified'
  | 'other-account'
  | 'locked'
  | 'too-late'
  | 'link-over';

/** Writes into the ledger that somebody was not let in. `person` is null when nobody has the address. */
export async function rememberRefusal(
  trx: Db,
  { keyring }: Pick<Deps, 'keyring'>,
  person: Known | null,
  why: NotLetIn,
  arrival: Arrival,
): Promise<void> {
  const doing = DOING[why] ?? 'Tried to sign in and was not recognised';
  await append(trx, keyring, [signInEntry(arrival, person, { event: 'sign-in.fail', doing, outcome: 'failed', why })]);
}

/** An entry of somebody who acts outside the gate of signed-in pages. */
export function signInEntry(
  { requestId, now }: Pick<Arrival, 'requestId' | 'now'>,
  person: Pick<Known, 'id' | 'name' | 'agency'> | null,
  said: Pick<Entry, 'event' | 'doing'> & Partial<Entry>,
): Entry {
  return {
    at: now,
    outcome: 'done',
    personId: person?.id ?? null,
    who: person?.name ?? '(not recognised)',
    agency: person?.agency ?? null,
    role: null,
    purpose: null,
    kind: null,
    recordId: null,
    seen: null,
    why: null,
    requestId,
    sessionId: null,
    changes: [],
    ...said,
  };
}
