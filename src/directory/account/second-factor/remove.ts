import type { Db } from '../../../platform/database/connection.ts';
import type { Deps } from '../../../platform/module.ts';
import type { Visit } from '../../../platform/web/gate.ts';
import type { Answer, Noted } from '../../../platform/web/route.ts';
import { tellPerson } from '../../sign-in/tell.ts';
import { OverviewPage } from './pages/overview-page.tsx';
import { holdFactors, removeFactor } from './set-up.ts';
import { refuseElsewhere, SECOND_FACTOR } from './set-up-session.ts';
import { WORDS } from './words.ts';

const LAST_ONE =
  'Your roles reach records about children, so you need a second factor. Set up another one before you remove this one';

/** Removes one of a person's own factors and tells them; says why not when it is the last one and they must have one. */
export async function removeAndAnswer(
  trx: Db,
  { access, now }: Pick<Deps, 'access' | 'now'>,
  { actor, sessionId }: Visit,
  which: { app: true } | { passkey: string },
  note: (noted: Noted) => void,
): Promise<Answer> {
  await refuseElsewhere(trx, sessionId);
  const factors = await holdFactors(trx, actor.id);
  const removed = await removeFactor(trx, actor.id, which, factors, access.reachesRestricted(actor.roles));
  if (removed === false) {
    note({ outcome: 'failed', says: 'Tried to remove their only second factor', why: 'last-one' });
    const problems = [{ field: 'factors', message: LAST_ONE }];
    return { page: OverviewPage({ factors, here: true, owed: false, back: '/', problems }), status: 400 };
  }
  if (removed !== null) await tellPerson(trx, actor.id, WORDS.removed(removed), now());
  return { redirect: SECOND_FACTOR };
}
