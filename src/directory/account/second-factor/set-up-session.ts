import type { FastifyReply } from 'fastify';
import type { Db } from '../../../platform/database/connection.ts';
import type { Deps } from '../../../platform/module.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { Visit } from '../../../platform/web/gate.ts';
import { safeBack, withBack } from '../../../platform/web/safe-back.ts';
import { findOwed, strengthenSession } from '../../sign-in/session.ts';
import { tellPerson, type Word } from '../../sign-in/tell.ts';
import { findWay, giveFirstCodes, type Whose } from './set-up.ts';

/** Where the pages of second factors are. */
export const SECOND_FACTOR = '/account/second-factor';

/** Whose second factor a request is about. */
export function whoseOf({ actor, sessionId }: Visit, now: Date): Whose {
  return { personId: actor.id, sessionId, now };
}

/** Whether second factors are set up here at all for whoever came in this way. */
export async function isSetUpHere(trx: Db, sessionId: string): Promise<boolean> {
  const way = await findWay(trx, sessionId);
  return way === 'password' || way === 'passkey';
}

/** Throws PlainError where they are not. */
export async function refuseElsewhere(trx: Db, sessionId: string): Promise<void> {
  if (await isSetUpHere(trx, sessionId)) return;
  throw new PlainError('You did not sign in with a password of Kith, so there is no second factor to set up here.', {
    statusCode: 409,
  });
}

/**
 * After a new factor: the session counts as strong, its owner is told, and whoever has no recovery codes is given ten. Returns
 * where to go on.
 */
export async function afterNewFactor(
  trx: Db,
  { access, keyring }: Pick<Deps, 'access' | 'keyring'>,
  whose: Whose,
  done: { reply: FastifyReply; word: Word; back: unknown },
): Promise<string> {
  const { sessionId, personId, now } = whose;
  await strengthenSession(trx, sessionId, done.reply, now);
  await tellPerson(trx, personId, done.word, now);
  const back = safeBack(done.back);
  if (await giveFirstCodes(trx, keyring, whose)) return withBack(`${SECOND_FACTOR}/recovery-codes`, back);
  return goOn(trx, access, whose, back);
}

/** Where to go on: to what is still owed, to where the person wanted to go, else to the page of second factors. */
export async function goOn(trx: Db, access: Deps['access'], whose: Whose, asked: unknown): Promise<string> {
  const back = safeBack(asked);
  const owed = await findOwed(trx, access, whose.sessionId, whose.now);
  if (owed !== null) return withBack(owed, back);
  return back === '/' ? SECOND_FACTOR : back;
}
