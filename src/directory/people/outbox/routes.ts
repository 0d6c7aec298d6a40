import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decideKind, Refused } from '../../../platform/access/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { listMessages, MESSAGE_STATES, type MessageState, tryAgain } from '../../../platform/notify/index.ts';
import { guarded } from '../../../platform/web/route.ts';
import { MESSAGES_A_PAGE, OutboxPage } from './pages/outbox-page.tsx';

const AT = '/people/outbox';
const STATES = Object.keys(MESSAGE_STATES) as MessageState[];

const query = z.object({
  state: z.enum(STATES).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  done: z.string().optional().catch(undefined),
});

/** Mail that Kith sends: what waits, what left and what could not be delivered. */
export function outboxRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: AT,
    permission: { action: 'read', kind: 'outbox' },
    event: 'none',
    params: z.object({}),
    query,
    handle: async ({ query: { state, page, done }, trx, actor, purpose }) => {
      const from = (page - 1) * MESSAGES_A_PAGE;
      const view = {
        ...(await listMessages(trx, { state, from, most: MESSAGES_A_PAGE })),
        ...{ state, page, done: done === 'again' },
        mayTryAgain: decideKind(deps.access, actor, purpose, 'manage', 'outbox').may,
        mailIsSet: deps.config.mail !== null,
      };
      return { page: OutboxPage({ view }) };
    },
  });

  guarded(app, {
    method: 'POST',
    url: `${AT}/:id/try-again`,
    permission: { action: 'manage', kind: 'outbox' },
    event: { code: 'outbox.try-again', says: 'Asked Kith to send a message again' },
    params: z.object({ id: z.uuid() }),
    query: z.object({}),
    body: z.strictObject({}),
    formAt: () => AT,
    handle: async ({ params: { id }, trx, note }) => {
      const became = await tryAgain(trx, id, deps.now());
      if (became === 'no-message')
        throw new Refused({ because: 'no-record', action: 'manage', kind: 'outbox', recordId: id });
      const done = became === 'again';
      note({
        record: { kind: 'outbox', id },
        ...(done ? {} : { outcome: 'failed', why: 'It does not wait for that' }),
      });
      return { redirect: `${AT}?state=given-up${done ? '&done=again' : ''}` };
    },
  });
}
