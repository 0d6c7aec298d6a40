import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { append } from '../../platform/ledger/index.ts';
import type { Deps } from '../../platform/module.ts';
import { route } from '../../platform/web/route.ts';
import { arrivalOf, signInEntry } from './arrival.ts';
import { SignedOutPage } from './pages/welcome-page.tsx';
import { clearSessionCookie, endSession } from './session.ts';
import { clearStepCookie } from './step.ts';

const nothing = z.object({});

/** Signing out. Open to everybody: whoever presses the button is out afterwards, even when they were already. */
export function signOutRoutes(app: FastifyInstance, { db, keyring, now }: Deps): void {
  route(app, {
    method: 'POST',
    url: '/sign-out',
    permission: 'public',
    event: { code: 'sign-out', says: 'Signed out' },
    params: nothing,
    query: nothing,
    body: z.strictObject({}),
    handle: async ({ request, reply, visit }) => {
      if (visit) {
        const { actor, sessionId } = visit;
        const said = { event: 'sign-out', doing: 'Signed out', sessionId };
        await db.transaction().execute(async (trx) => {
          await endSession(trx, sessionId, 'Signed out', now());
          await append(trx, keyring, [signInEntry(arrivalOf(request, now()), actor, said)]);
        });
      }
      clearSessionCookie(reply);
      clearStepCookie(reply);
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
