import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { guarded } from '../../platform/web/route.ts';
import { endOtherSessions } from '../sign-in/session.ts';
import { SessionsPage } from './pages/sessions-page.tsx';
import { endOwnSession, listSessions } from './sessions.ts';

const nothing = z.object({});
const none = z.strictObject({});

/** Where a person is signed in: seeing it, ending it, and staying. */
export function sessionRoutes(app: FastifyInstance, { now }: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/account/sessions',
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: nothing,
    handle: async ({ trx, visit }) => ({
      page: SessionsPage({ sessions: await listSessions(trx, visit.actor.id, now()), current: visit.sessionId }),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: '/account/sessions/:id/end',
    permission: 'signed-in',
    event: { code: 'session.end', says: 'Ended one of their own sessions' },
    whileOwing: true,
    params: z.object({ id: z.uuid() }),
    query: nothing,
    body: none,
    handle: async ({ trx, visit, params }) => {
      if (!(await endOwnSession(trx, visit.actor.id, params.id, now()))) {
        throw new PlainError('You have no session by that number: choose one from the list.', { statusCode: 404 });
      }
      return { redirect: '/account/sessions' };
    },
  });
  guarded(app, {
    method: 'POST',
    url: '/account/sessions/end-others',
    permission: 'signed-in',
    event: { code: 'session.end-others', says: 'Ended all their other sessions' },
    whileOwing: true,
    params: nothing,
    query: nothing,
    body: none,
    handle: async ({ trx, visit }) => {
      await endOtherSessions(trx, visit.actor.id, visit.sessionId, 'You ended it from another browser', now());
      return { redirect: '/account/sessions' };
    },
  });
  // Being asked at all is what keeps a session: the gate has noted the time already, and never beyond the longest.
  guarded(app, {
    method: 'GET',
    url: '/account/stay',
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: nothing,
    handle: ({ visit }) => ({
      json: { now: now().getTime(), idleEndsAt: visit.idleEndsAt.getTime(), endsAt: visit.endsAt.getTime() },
    }),
  });
}
