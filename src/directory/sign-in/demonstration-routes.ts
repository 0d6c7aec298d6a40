import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { route } from '../../platform/web/route.ts';
import { safeBack } from '../../platform/web/safe-back.ts';
import { arrivalOf } from './arrival.ts';
import { enterAs } from './demonstration.ts';
import { enter, wayBack } from './sign-in-routes.ts';

/** Signing in as somebody invented. Registered in the demonstration alone: anywhere else there is no such address. */
export function demonstrationRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, {
    method: 'POST',
    url: '/sign-in/as',
    permission: 'public',
    event: { code: 'sign-in', says: 'Signed in' },
    params: z.object({}),
    query: wayBack,
    body: z.strictObject({ person: z.uuid() }),
    handle: async ({ body, query, request, reply }) => {
      const admitted = await enterAs(deps, body.person, arrivalOf(request, deps.now()));
      if (!admitted) throw new PlainError('There is nobody invented of that number here.', { statusCode: 404 });
      return enter(reply, admitted, safeBack(query.back));
    },
  });
}
