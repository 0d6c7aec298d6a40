import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { momentInWords } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { type FormProblem, typedText } from '../../platform/web/form.ts';
import { type Answer, route } from '../../platform/web/route.ts';
import { safeBack, withBack } from '../../platform/web/safe-back.ts';
import { askForPasskey, siteOf } from '../account/second-factor/passkey.ts';
import { type Admitted, arrivalOf } from './arrival.ts';
import { listInvented } from './demonstration.ts';
import { TRIES } from './lock.ts';
import { SignInPage } from './pages/sign-in-page.tsx';
import { PASSKEY_USE, tryPasskey } from './passkey-sign-in.ts';
import type { PasswordHasher } from './password-hash.ts';
import { tryPassword } from './password-sign-in.ts';
import { setSessionCookie } from './session.ts';
import { signedOutWords } from './signed-out.ts';
import { clearStepCookie, setStepCookie } from './step.ts';

/** What any page on the way in may be given: where to go on afterwards. Anything that is no such address is left out. */
export const wayBack = z.object({ back: z.string().optional().catch(undefined) });

const nothing = z.object({});

/** The page of signing in, with its two ways that need nothing before: password and passkey. */
export function signInPageRoutes(app: FastifyInstance, deps: Deps, hasher: PasswordHasher): void {
  const showPage = async (
    request: FastifyRequest,
    back: unknown,
    said: { email?: string; problems?: readonly FormProblem[]; out?: unknown } = {},
  ) => {
    const { db, keyring, config } = deps;
    const now = deps.now();
    return SignInPage({
      back: safeBack(back),
      email: said.email ?? '',
      problems: said.problems ?? [],
      signedOut: signedOutWords(said.out),
      passkeyOptions: await askForPasskey(keyring, siteOf(config.publicUrl, request), PASSKEY_USE, [], now),
      provider: config.provider,
      invented: config.env === 'demonstration' ? await listInvented(db, now) : [],
    });
  };

  route(app, {
    method: 'GET',
    url: '/sign-in',
    permission: 'public',
    event: 'none',
    params: nothing,
    query: wayBack.extend({ out: z.string().optional().catch(undefined) }),
    handle: async ({ query, request }) => ({ page: await showPage(request, query.back, { out: query.out }) }),
  });

  route(app, {
    method: 'POST',
    url: '/sign-in',
    permission: 'public',
    event: { code: 'sign-in', says: 'Signed in' },
    params: nothing,
    query: wayBack,
    body: z.strictObject({
      email: typed('Enter your e-mail address', 320).trim().min(1, 'Enter your e-mail address'),
      // Blanks at its ends are part of a password.
      password: typed('Enter your password', 1000),
    }),
    handle: async ({ body, query, request, reply }) => {
      const back = safeBack(query.back);
      const tried = await tryPassword(deps, hasher, { ...body, back }, arrivalOf(request, deps.now()));
      if (tried.became === 'admitted') return enter(reply, tried.admitted, back);
      if (tried.became === 'half-way') {
        setStepCookie(reply, tried.step);
        return { redirect: '/sign-in/code' };
      }
      const problems = [{ field: 'email', message: tried.became === 'locked' ? lockedWords(tried.until) : WRONG }];
      return { page: await showPage(request, back, { email: body.email, problems }), status: 400 };
    },
    invalid: async ({ query, values, problems, request }) => ({
      page: await showPage(request, query.back, { email: typedText(values, 'email') ?? '', problems }),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/sign-in/passkey',
    permission: 'public',
    event: { code: 'sign-in', says: 'Signed in' },
    params: nothing,
    query: wayBack,
    body: z.strictObject({ answer: z.string().max(100_000) }),
    handle: async ({ body, query, request, reply }) => {
      const site = siteOf(deps.config.publicUrl, request);
      const admitted = await tryPasskey(deps, site, body.answer, arrivalOf(request, deps.now()));
      if (admitted) return enter(reply, admitted, safeBack(query.back));
      const problems = [{ field: 'email', message: 'We do not know that passkey. Sign in another way' }];
      return { page: await showPage(request, query.back, { problems }), status: 400 };
    },
  });
}

function typed(message: string, longest: number): z.ZodString {
  return z.string({ error: message }).min(1, message).max(longest, message);
}

const WRONG = 'The e-mail address and the password do not fit together. Check both and try again';

/** What is said of an address that is locked, whether or not anybody has it. */
export function lockedWords(until: Date): string {
  return `There were ${TRIES} wrong tries in a row, so this address is locked until ${momentInWords(until)}. Wait, or ask an administrator to unlock it`;
}

/** Gives the browser its session and leads on: to what the person must do first, else to where they wanted to go. */
export function enter(reply: FastifyReply, { token, owed }: Admitted, back: string): Answer {
  setSessionCookie(reply, token);
  clearStepCookie(reply);
  return { redirect: owed === null ? back : withBack(owed, back) };
}
