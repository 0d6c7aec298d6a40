import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { guarded } from '../../platform/web/route.ts';
import { passwordHasher } from '../sign-in/password-hash.ts';
import { endOtherSessions, replaceToken } from '../sign-in/session.ts';
import { tellPerson } from '../sign-in/tell.ts';
import { NoPasswordPage, PasswordPage } from './pages/password-page.tsx';
import { changePassword, hasPassword } from './password-change.ts';

const nothing = z.object({});
const typed = (message: string) => z.string({ error: message }).min(1, message).max(1000, message);

/** Changing one's own password. */
export function passwordRoutes(app: FastifyInstance, { now }: Deps): void {
  const hasher = passwordHasher();
  guarded(app, {
    method: 'GET',
    url: '/account/password',
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: nothing,
    handle: async ({ trx, visit }) => ({
      page: (await hasPassword(trx, visit.actor.id)) ? PasswordPage({ problems: [] }) : NoPasswordPage(),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: '/account/password',
    permission: 'signed-in',
    event: { code: 'password.change', says: 'Changed their own password' },
    whileOwing: true,
    params: nothing,
    query: nothing,
    body: z.strictObject({ old: typed('Enter the password you use now'), password: typed('Enter a new password') }),
    handle: async ({ body, visit, trx, note, request, reply }) => {
      const { partnershipName: partnership } = request.server.kithServer.installation();
      const personId = visit.actor.id;
      const change = await changePassword(trx, hasher, { personId, ...body, partnership, now: now() });
      if (!change.changed) {
        note({ outcome: 'failed', says: 'Tried to change their own password', why: change.field });
        return { page: PasswordPage({ problems: [{ field: change.field, message: change.because }] }), status: 400 };
      }
      await endOtherSessions(trx, personId, visit.sessionId, 'Your password was changed', now());
      await replaceToken(trx, visit.sessionId, reply, now());
      await tellPerson(trx, personId, WORD, now());
      return { redirect: '/account' };
    },
    invalid: ({ problems }) => ({ page: PasswordPage({ problems }) }),
  });
}

const WORD = {
  subject: 'Your password for Kith was changed',
  notice: 'Your password was changed, and your other sessions were ended.',
  mail: 'Your password for Kith was changed, and your other sessions were ended.\n\nIf that was not you, tell the partnership’s office at once.',
};
