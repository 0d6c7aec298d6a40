import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../../platform/module.ts';
import { guarded } from '../../../platform/web/route.ts';
import { safeBack } from '../../../platform/web/safe-back.ts';
import { tellPerson } from '../../sign-in/tell.ts';
import { appRoutes } from './app-routes.ts';
import { OverviewPage } from './pages/overview-page.tsx';
import { RecoveryCodesPage } from './pages/recovery-codes-page.tsx';
import { passkeyRoutes } from './passkey-routes.ts';
import { codesAreKept, holdFactors, makeRecoveryCodes, newCodesToShow } from './set-up.ts';
import { goOn, isSetUpHere, refuseElsewhere, SECOND_FACTOR, whoseOf } from './set-up-session.ts';
import { WORDS } from './words.ts';

const nothing = z.object({});
const wayBack = z.object({ back: z.string().optional().catch(undefined) });

/** A person's own second factors: authenticator app, passkeys, recovery codes. */
export function secondFactorRoutes(app: FastifyInstance, deps: Deps): void {
  const { keyring, access, now } = deps;
  guarded(app, {
    method: 'GET',
    url: SECOND_FACTOR,
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: wayBack,
    handle: async ({ trx, visit, query }) => ({
      page: OverviewPage({
        factors: await holdFactors(trx, visit.actor.id),
        here: await isSetUpHere(trx, visit.sessionId),
        owed: visit.owes?.href === SECOND_FACTOR,
        back: safeBack(query.back),
        problems: [],
      }),
    }),
  });
  appRoutes(app, deps);
  passkeyRoutes(app, deps);

  guarded(app, {
    method: 'GET',
    url: `${SECOND_FACTOR}/recovery-codes`,
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: wayBack,
    handle: async ({ trx, visit, query }) => {
      const { app: byApp, passkeys, recoveryCodes } = await holdFactors(trx, visit.actor.id);
      if (byApp === null && passkeys.length === 0) return { redirect: SECOND_FACTOR };
      const codes = await newCodesToShow(trx, keyring, whoseOf(visit, now()));
      return { page: RecoveryCodesPage({ codes, left: recoveryCodes, back: safeBack(query.back) }) };
    },
  });

  guarded(app, {
    method: 'POST',
    url: `${SECOND_FACTOR}/recovery-codes`,
    permission: 'signed-in',
    event: { code: 'recovery-codes.make', says: 'Made new recovery codes for their own sign-in' },
    params: nothing,
    query: nothing,
    body: z.strictObject({}),
    handle: async ({ trx, visit }) => {
      await refuseElsewhere(trx, visit.sessionId);
      const { app: byApp, passkeys } = await holdFactors(trx, visit.actor.id);
      if (byApp !== null || passkeys.length > 0) {
        await makeRecoveryCodes(trx, keyring, whoseOf(visit, now()));
        await tellPerson(trx, visit.actor.id, WORDS.newCodes, now());
      }
      return { redirect: `${SECOND_FACTOR}/recovery-codes` };
    },
  });

  guarded(app, {
    method: 'POST',
    url: `${SECOND_FACTOR}/recovery-codes/kept`,
    permission: 'signed-in',
    event: { code: 'recovery-codes.keep', says: 'Said that they have kept their recovery codes' },
    whileOwing: true,
    params: nothing,
    query: wayBack,
    body: z.strictObject({}),
    handle: async ({ trx, visit, query }) => {
      const whose = whoseOf(visit, now());
      await codesAreKept(trx, whose);
      return { redirect: await goOn(trx, access, whose, query.back) };
    },
  });
}
