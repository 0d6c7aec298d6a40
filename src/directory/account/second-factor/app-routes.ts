import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../../platform/database/connection.ts';
import type { Deps } from '../../../platform/module.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import type { Visit } from '../../../platform/web/gate.ts';
import { type Answer, guarded } from '../../../platform/web/route.ts';
import { safeBack } from '../../../platform/web/safe-back.ts';
import { findAccountOf } from '../../sign-in/account.ts';
import { AppPage } from './pages/app-page.tsx';
import { removeAndAnswer } from './remove.ts';
import { forgetSecretInWaiting, secretInWaiting } from './set-up.ts';
import { afterNewFactor, refuseElsewhere, SECOND_FACTOR, whoseOf } from './set-up-session.ts';
import { confirmTotp, totpAddress } from './totp.ts';
import { WORDS } from './words.ts';

const nothing = z.object({});
const wayBack = z.object({ back: z.string().optional().catch(undefined) });
const ENTER = 'Enter the six digits that your app shows';
const WRONG = 'That code is not right. Check that your phone shows the right time, and enter the newest code';

/** Setting up and removing an authenticator app. */
export function appRoutes(app: FastifyInstance, deps: Deps): void {
  const { keyring, now } = deps;
  const showPage = async (
    trx: Db,
    visit: Visit,
    back: unknown,
    problems: readonly FormProblem[] = [],
  ): Promise<Answer> => {
    await refuseElsewhere(trx, visit.sessionId);
    const secret = await secretInWaiting(trx, keyring, whoseOf(visit, now()));
    const account = await findAccountOf(trx, visit.actor.id, now());
    const address = totpAddress(secret, account?.email ?? visit.actor.name);
    return { page: AppPage({ secret, address, back: safeBack(back), problems }) };
  };

  guarded(app, {
    method: 'GET',
    url: `${SECOND_FACTOR}/app`,
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: wayBack,
    handle: ({ trx, visit, query }) => showPage(trx, visit, query.back),
  });

  guarded(app, {
    method: 'POST',
    url: `${SECOND_FACTOR}/app`,
    permission: 'signed-in',
    event: { code: 'second-factor.add', says: 'Set up an authenticator app for their own sign-in' },
    whileOwing: true,
    params: nothing,
    query: wayBack,
    body: z.strictObject({ code: z.string({ error: ENTER }).trim().min(1, ENTER).max(20, WRONG) }),
    handle: async ({ trx, visit, query, body, reply, note }) => {
      await refuseElsewhere(trx, visit.sessionId);
      const whose = whoseOf(visit, now());
      const secret = await secretInWaiting(trx, keyring, whose);
      if (!(await confirmTotp(trx, keyring, { ...whose, secret, code: body.code }))) {
        note({ outcome: 'failed', says: 'Tried to set up an authenticator app', why: 'wrong-code' });
        const wrong = await showPage(trx, visit, query.back, [{ field: 'code', message: WRONG }]);
        return { ...wrong, status: 400 };
      }
      await forgetSecretInWaiting(trx, whose);
      return { redirect: await afterNewFactor(trx, deps, whose, { reply, word: WORDS.newApp, back: query.back }) };
    },
    invalid: ({ trx, visit, query, problems }) => showPage(trx, visit, query.back, problems),
  });

  guarded(app, {
    method: 'POST',
    url: `${SECOND_FACTOR}/app/remove`,
    permission: 'signed-in',
    event: { code: 'second-factor.remove', says: 'Removed the authenticator app from their own sign-in' },
    params: nothing,
    query: nothing,
    body: z.strictObject({}),
    handle: ({ trx, visit, note }) => removeAndAnswer(trx, deps, visit, { app: true }, note),
  });
}
