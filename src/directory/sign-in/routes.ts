import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { secondFactorRoutes } from '../account/second-factor/routes.ts';
import { codeRoutes } from './code-routes.ts';
import { demonstrationRoutes } from './demonstration-routes.ts';
import { passwordHasher } from './password-hash.ts';
import { signInPageRoutes } from './sign-in-routes.ts';
import { signOutRoutes } from './sign-out-routes.ts';
import { termsRoutes } from './terms-routes.ts';
import { welcomeRoutes } from './welcome-routes.ts';

/** A whole council comes from one address, and all its people sign in at nine. */
const TRIES_A_MINUTE = 600;

/** Signing in and out: password, second factor, invitation, terms of use; in the demonstration, as an invented person. */
export function signInRoutes(app: FastifyInstance, deps: Deps, options: { triesAMinute?: number } = {}): void {
  const hasher = passwordHasher();
  app.register(async (scope) => {
    await limitTries(scope, options.triesAMinute ?? TRIES_A_MINUTE);
    signInPageRoutes(scope, deps, hasher);
    codeRoutes(scope, deps);
    welcomeRoutes(scope, deps, hasher);
    if (deps.config.env === 'demonstration') demonstrationRoutes(scope, deps);
  });
  signOutRoutes(app, deps);
  termsRoutes(app, deps);
  secondFactorRoutes(app, deps);
}

/** So many forms a minute from one network address, over all pages of signing in. Looking at a page is free. */
async function limitTries(scope: FastifyInstance, max: number): Promise<void> {
  await scope.register(rateLimit, { global: false });
  const limit = scope.rateLimit({
    max,
    timeWindow: '1 minute',
    groupId: 'sign-in',
    errorResponseBuilder: () =>
      new PlainError(
        'Too many people tried to sign in from your network within a minute. Wait a minute and try again.',
        {
          statusCode: 429,
        },
      ),
  });
  scope.addHook('onRequest', async (request, reply) => {
    if (request.method === 'POST') await limit.call(scope, request, reply);
  });
}
