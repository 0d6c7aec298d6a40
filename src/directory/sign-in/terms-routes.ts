import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { type Answer, guarded } from '../../platform/web/route.ts';
import { safeBack, withBack } from '../../platform/web/safe-back.ts';
import { accept, listAcceptances } from './acceptance.ts';
import { TermsPage } from './pages/terms-page.tsx';
import { findOwed } from './session.ts';
import { wayBack } from './sign-in-routes.ts';
import { TERMS } from './terms.ts';

const nothing = z.object({});
const ACCEPT = 'Tick the box if you accept the terms of use';

/** The terms of use, and accepting them. */
export function termsRoutes(app: FastifyInstance, { access, now }: Deps): void {
  const showPage = async (
    trx: Db,
    personId: string,
    back: unknown,
    problems: readonly FormProblem[] = [],
  ): Promise<Answer> => {
    const acceptances = await listAcceptances(trx, personId);
    return { page: TermsPage({ terms: TERMS, acceptances, back: safeBack(back), problems }) };
  };

  guarded(app, {
    method: 'GET',
    url: '/terms',
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: wayBack,
    handle: ({ trx, visit, query }) => showPage(trx, visit.actor.id, query.back),
  });

  guarded(app, {
    method: 'POST',
    url: '/terms',
    permission: 'signed-in',
    event: { code: 'terms.accept', says: `Accepted the terms of use, version ${TERMS.version}` },
    whileOwing: true,
    params: nothing,
    query: wayBack,
    // The version that was shown: terms that changed while somebody read them are not accepted unread.
    body: z.strictObject({ accept: z.literal(TERMS.version, { error: ACCEPT }) }),
    handle: async ({ trx, visit, query, body }) => {
      await accept(trx, visit.actor.id, body.accept, now());
      const owed = await findOwed(trx, access, visit.sessionId, now());
      const back = safeBack(query.back);
      return { redirect: owed === null ? back : withBack(owed, back) };
    },
    invalid: ({ trx, visit, query, problems }) => showPage(trx, visit.actor.id, query.back, problems),
  });
}
