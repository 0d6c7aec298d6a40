import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A form without a file is there within this time, or its connection is ended. In milliseconds. */
export const LONGEST_FORM = 30_000;

/**
 * Ends forms that come in byte by byte to hold the server. Files need longer, so the server itself waits for a whole request
 * much longer than for any other form; a route that takes files watches over what comes in by itself.
 */
export function endSlowForms(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!hasBody(request) || isWatched(request)) return;
    const { raw } = request;
    const end = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, LONGEST_FORM);
    end.unref();
    const done = () => clearTimeout(end);
    raw.once('end', done);
    raw.once('close', done);
    reply.raw.once('close', done);
  });
}

/** Whether the form comes with a file, to a route that takes one: what reads it ends it when nothing comes any more. */
function isWatched({ routeOptions, headers }: FastifyRequest): boolean {
  return routeOptions.config?.kith?.file !== undefined && /^multipart\/form-data/i.test(headers['content-type'] ?? '');
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
