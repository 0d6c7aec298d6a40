import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { type Answer, route } from '../../platform/web/route.ts';
import { askForPasskey, listPasskeys, siteOf } from '../account/second-factor/passkey.ts';
import { arrivalOf } from './arrival.ts';
import { findHalfWay, tryCode } from './code-sign-in.ts';
import { CodePage, LockedPage } from './pages/code-page.tsx';
import { PASSKEY_USE } from './passkey-sign-in.ts';
import { enter, lockedWords } from './sign-in-routes.ts';
import { clearStepCookie, stepToken } from './step.ts';

const nothing = z.object({});
const WRONG = 'That code is not right. Wait for the next one and try again';

/** The second half of signing in, for whoever set up a second factor. */
export function codeRoutes(app: FastifyInstance, deps: Deps): void {
  const showPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    problems: readonly FormProblem[] = [],
  ): Promise<Answer> => {
    const { db, keyring, config } = deps;
    const now = deps.now();
    const halfWay = await findHalfWay(db, stepToken(request), now);
    if (!halfWay) return startAgain(reply);
    const { account, back } = halfWay;
    const keys = await listPasskeys(db, account.id);
    const site = siteOf(config.publicUrl, request);
    const passkeyOptions = keys.length > 0 ? await askForPasskey(keyring, site, PASSKEY_USE, keys, now) : null;
    return {
      page: CodePage({ app: account.app, passkeyOptions, back, problems }),
      status: problems.length > 0 ? 400 : 200,
    };
  };

  route(app, {
    method: 'GET',
    url: '/sign-in/code',
    permission: 'public',
    event: 'none',
    params: nothing,
    query: nothing,
    handle: ({ request, reply }) => showPage(request, reply),
  });

  route(app, {
    method: 'POST',
    url: '/sign-in/code',
    permission: 'public',
    event: { code: 'sign-in', says: 'Signed in' },
    params: nothing,
    query: nothing,
    body: z.strictObject({
      code: z.string({ error: 'Enter the code' }).trim().min(1, 'Enter the code').max(100, WRONG),
    }),
    handle: async ({ body, request, reply }) => {
      const now = deps.now();
      const token = stepToken(request);
      const back = (await findHalfWay(deps.db, token, now))?.back ?? '/';
      const tried = await tryCode(deps, token, body.code, arrivalOf(request, now));
      switch (tried.became) {
        case 'admitted':
          return enter(reply, tried.admitted, back);
        case 'wrong':
          return showPage(request, reply, [{ field: 'code', message: WRONG }]);
        case 'locked':
          clearStepCookie(reply);
          return { page: LockedPage({ words: lockedWords(tried.until) }), status: 400 };
        default:
          return startAgain(reply);
      }
    },
    invalid: ({ problems, request, reply }) => showPage(request, reply, problems),
  });
}

/** Nobody is half-way in, or not any more. */
function startAgain(reply: FastifyReply): Answer {
  clearStepCookie(reply);
  return { redirect: '/sign-in' };
}
