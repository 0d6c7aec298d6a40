import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../../platform/module.ts';
import { guarded } from '../../../platform/web/route.ts';
import { siteOf } from '../second-factor/passkey.ts';
import { endLink, findLink, makeLink } from './link.ts';
import { CALENDAR_PAGE, CalendarPage, DONE } from './page.tsx';

const nothing = z.object({});
const none = z.strictObject({});

/** The address from which a person's own calendar fetches their meetings: made, renewed and ended by its owner alone. */
export function calendarLinkRoutes(app: FastifyInstance, { config, keyring, now }: Deps): void {
  guarded(app, {
    method: 'GET',
    url: CALENDAR_PAGE,
    permission: 'signed-in',
    event: 'none',
    params: nothing,
    query: z.object({ done: z.enum(DONE).nullable().default(null).catch(null) }),
    handle: async ({ trx, actor, query, request }) => {
      const { origin } = siteOf(config.publicUrl, request);
      return { page: CalendarPage({ link: await findLink(trx, keyring, actor.id), origin, done: query.done }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: CALENDAR_PAGE,
    permission: 'signed-in',
    event: { code: 'calendar.make', says: 'Made an address from which their own calendar fetches their meetings' },
    params: nothing,
    query: nothing,
    body: none,
    handle: async ({ trx, actor }) => {
      const before = await findLink(trx, keyring, actor.id);
      await makeLink(trx, keyring, { personId: actor.id, now: now() });
      return { redirect: `${CALENDAR_PAGE}?done=${before === null ? 'made' : 'renewed'}` };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${CALENDAR_PAGE}/end`,
    permission: 'signed-in',
    event: { code: 'calendar.end', says: 'Ended the address from which their calendar fetched their meetings' },
    params: nothing,
    query: nothing,
    body: none,
    handle: async ({ trx, actor }) => {
      await endLink(trx, actor.id, 'You ended it', now());
      return { redirect: `${CALENDAR_PAGE}?done=ended` };
    },
  });
}
