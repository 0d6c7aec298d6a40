import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { append } from '../../platform/ledger/index.ts';
import type { Deps } from '../../platform/module.ts';
import { type Answer, route } from '../../platform/web/route.ts';
import { siteOf } from '../account/second-factor/passkey.ts';
import { arrivalOf, signInEntry } from './arrival.ts';
import { SignedOutPage } from './pages/welcome-page.tsx';
import { clearBrowserMark } from './provider/browser-cookie.ts';
import type { ProviderClient } from './provider/client.ts';
import { SigningOutThereTooPage } from './provider/pages/provider-pages.tsx';
import { readHint, signOutAtProvider } from './provider/provider-sign-in.ts';
import { clearSessionCookie, endSession } from './session.ts';
import { clearStepCookie } from './step.ts';

const nothing = z.object({});

/** Signing out. Open to everybody: whoever presses the button is out afterwards, even when they were already. */
export function signOutRoutes(app: FastifyInstance, deps: Deps, provider: ProviderClient | null): void {
  const { db, keyring, config, now } = deps;
  route(app, {
    method: 'POST',
    url: '/sign-out',
    permission: 'public',
    event: { code: 'sign-out', says: 'Signed out' },
    params: nothing,
    query: nothing,
    body: z.strictObject({}),
    handle: async ({ request, reply, visit }): Promise<Answer> => {
      let hint: string | null = null;
      if (visit) {
        const { actor, sessionId } = visit;
        const said = { event: 'sign-out', doing: 'Signed out', sessionId };
        hint = await db.transaction().execute(async (trx) => {
          const found = provider && (await readHint(trx, keyring, sessionId));
          await endSession(trx, sessionId, 'Signed out', now());
          await append(trx, keyring, [signInEntry(arrivalOf(request, now()), actor, said)]);
          return found;
        });
      }
      // The answer is shown to somebody who is out already.
      request.visit = null;
      clearSessionCookie(reply);
      clearStepCookie(reply);
      clearBrowserMark(reply);
      if (provider && hint !== null) {
        const { origin } = siteOf(config.publicUrl, request);
        const href = await signOutAtProvider(deps, provider, hint, `${origin}/signed-out`);
        if (href !== null) {
          // Not by a redirect, as on the way in.
          reply.header('refresh', `0; url=${href}`);
          return { page: SigningOutThereTooPage({ name: config.provider?.name ?? '', href }) };
        }
      }
      return { redirect: '/signed-out' };
    },
  });

  route(app, {
    method: 'GET',
    url: '/signed-out',
    permission: 'public',
    event: 'none',
    params: nothing,
    query: nothing,
    handle: () => ({ page: SignedOutPage() }),
  });
}
