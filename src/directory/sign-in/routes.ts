import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { secondFactorRoutes } from '../account/second-factor/routes.ts';
import { codeRoutes } from './code-routes.ts';
import { demonstrationRoutes } from './demonstration-routes.ts';
import { passwordHasher } from './password-hash.ts';
import { providerClient } from './provider/client.ts';
import { BACK_FROM_PROVIDER, providerRoutes } from './provider/provider-routes.ts';
import { signInPageRoutes } from './sign-in-routes.ts';
import { signOutRoutes } from './sign-out-routes.ts';
import { termsRoutes } from './terms-routes.ts';
import { welcomeRoutes } from './welcome-routes.ts';

/** So many forms a minute from one network address: a whole council comes from one address, and all its people sign in at nine. */
export const TRIES_A_MINUTE = 600;

/** Signing in and out: password, second factor, invitation, terms of use; in the demonstration, as an invented person. */
export function signInRoutes(app: FastifyInstance, deps: Deps): void {
  const hasher = passwordHasher();
  const { provider } = deps.config;
  const client = provider && providerClient(provider, deps.now);
  app.register(async (scope) => {
    await limitTries(scope);
    signInPageRoutes(scope, deps, hasher);
    codeRoutes(scope, deps);
    welcomeRoutes(scope, deps, hasher);
    if (provider && client) providerRoutes(scope, deps, provider, client);
    if (deps.config.env === 'demonstration') demonstrationRoutes(scope, deps);
  });
  signOutRoutes(app, deps, client);
  termsRoutes(app, deps);
  secondFactorRoutes(app, deps);
}

/** So many forms a minute from one network address, over all pages of signing in. Looking at a page is free. */
async function limitTries(scope: FastifyInstance): Promise<void> {
  await scope.register(rateLimit, { global: false });
  const limit = scope.rateLimit({
    max: TRIES_A_MINUTE,
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
    if (request.method === 'POST' || request.routeOptions.url === BACK_FROM_PROVIDER)
      await limit.call(scope, request, reply);
  });
}
