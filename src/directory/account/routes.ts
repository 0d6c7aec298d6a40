import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { guarded } from '../../platform/web/route.ts';
import { TERMS_VERSION } from '../sign-in/terms.ts';
import { getAccount } from './account.ts';
import { calendarLinkRoutes } from './calendar/routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { AccountPage } from './pages/account-page.tsx';
import { passwordRoutes } from './password-routes.ts';
import { purposeRoutes } from './purpose-routes.ts';
import { relationRoutes } from './relation-routes.ts';
import { sessionRoutes } from './session-routes.ts';

const nothing = z.object({});

/** What is a person’s own: sessions, second factors, purpose, notices, declared relations, terms of use. */
export function accountRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/account',
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: nothing,
    handle: async ({ trx, visit }) => {
      const { sessionId, purpose, unread } = visit;
      const whose = { personId: visit.actor.id, sessionId, termsVersion: TERMS_VERSION, now: deps.now() };
      return { page: AccountPage({ account: { ...(await getAccount(trx, whose)), purpose, unread } }) };
    },
  });
  sessionRoutes(app, deps);
  passwordRoutes(app, deps);
  purposeRoutes(app, deps);
  noticeRoutes(app, deps);
  relationRoutes(app, deps);
  calendarLinkRoutes(app, deps);
}
