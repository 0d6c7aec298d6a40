import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { z } from 'zod';
import { PlainError } from '../plain-error.ts';
import type { LedgerEvent, Permission } from './declaration.ts';
import { renderPage } from './page.tsx';
import { shellOf } from './server.ts';

/** What a handler answers with. */
export type Answer =
  | { page: VNode; status?: number }
  | { file: string | Buffer; type: string; downloadAs?: string }
  | { json: unknown; status?: number }
  | { redirect: string };

/** What a handler is given once the request has passed every check before it. */
export interface Asked<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  request: FastifyRequest;
}

/** One route: who may use it, what it takes, what it does. All of it is needed, so no step can be forgotten. */
export interface RouteSpec<P, Q, B> {
  method: 'GET' | 'POST';
  url: string;
  permission: Permission;
  event: LedgerEvent;
  /** Shape of the path's parts. A path that does not fit is answered as not found. */
  params: z.ZodType<P>;
  /** Shape of the query. Unknown fields are ignored; a field that does not fit is answered 400 unless the schema mends it. */
  query: z.ZodType<Q>;
  /** Shape of the form; only for POST. */
  body?: z.ZodType<B>;
  handle: (asked: Asked<P, Q, B>) => Promise<Answer> | Answer;
}

/**
 * Registers a route. The order of steps is the same for every one: who may → is it well formed → do it → present it.
 * A POST is refused with 403 when its form token is missing or stale.
 */
export function route<P, Q, B = undefined>(app: FastifyInstance, spec: RouteSpec<P, Q, B>): void {
  app.route({
    method: spec.method,
    url: spec.url,
    config: { kith: { permission: spec.permission, event: spec.event } },
    ...(spec.method === 'POST' ? { preHandler: app.csrfProtection } : {}),
    handler: async (request, reply) => {
      const params = spec.params.safeParse(request.params);
      if (!params.success) return reply.callNotFound();
      const query = spec.query.safeParse(request.query);
      if (!query.success) throw new PlainError(explain(query.error), { statusCode: 400 });
      const body = spec.body?.safeParse(request.body);
      if (body && !body.success) throw new PlainError(explain(body.error), { statusCode: 400 });
      const answer = await spec.handle({
        params: params.data,
        query: query.data,
        body: body?.data as B,
        request,
      });
      if ('redirect' in answer) return reply.redirect(answer.redirect, 303);
      if ('json' in answer) return reply.code(answer.status ?? 200).send(answer.json);
      if ('file' in answer) {
        if (answer.downloadAs) reply.header('content-disposition', `attachment; filename="${answer.downloadAs}"`);
        return reply.type(answer.type).send(answer.file);
      }
      return reply
        .code(answer.status ?? 200)
        .type('text/html; charset=utf-8')
        .send(renderPage(answer.page, shellOf(request, reply)));
    },
  });
}

function explain(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path.join('.') || 'the address';
  return `We could not read “${field}”: ${issue?.message ?? 'it does not have the expected form'}. Go back and try again.`;
}
