import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { guarded } from '../../platform/web/route.ts';
import { listNotices, readAllNotices, readNotice } from './notices.ts';
import { NoticesPage } from './pages/notices-page.tsx';

const nothing = z.object({});
const none = z.strictObject({});
const READ = { code: 'notice.read', says: 'Marked a notice of their own as read' };

/** What Kith told the person. */
export function noticeRoutes(app: FastifyInstance, { now }: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/account/notices',
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: nothing,
    handle: async ({ trx }) => ({ page: NoticesPage({ notices: await listNotices(trx) }) }),
  });
  guarded(app, {
    method: 'POST',
    url: '/account/notices/:id/read',
    permission: 'signed-in',
    event: READ,
    whileOwing: true,
    params: z.object({ id: z.uuid() }),
    query: nothing,
    body: none,
    handle: async ({ trx, params }) => {
      if (!(await readNotice(trx, params.id, now()))) {
        throw new PlainError('You have no notice by that number: choose one from the list.', { statusCode: 404 });
      }
      return { redirect: '/account/notices' };
    },
  });
  guarded(app, {
    method: 'POST',
    url: '/account/notices/read-all',
    permission: 'signed-in',
    event: { ...READ, says: 'Marked all their own notices as read' },
    whileOwing: true,
    params: nothing,
    query: nothing,
    body: none,
    handle: async ({ trx }) => {
      await readAllNotices(trx, now());
      return { redirect: '/account/notices' };
    },
  });
}
