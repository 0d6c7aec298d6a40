import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { sessionGate } from './directory/index.ts';
import { modules } from './modules.ts';
import { findPartnership } from './partnership/arrangements/index.ts';
import type { Db } from './platform/database/connection.ts';
import type { Deps, JoinedDeps } from './platform/module.ts';
import { holdsDemonstration } from './platform/records/index.ts';
import { UPLOADS_FOLDER } from './platform/uploads/index.ts';
import { loadAssets } from './platform/web/assets.ts';
import { route } from './platform/web/route.ts';
import { buildServer, type Installation } from './platform/web/server.ts';

/**
 * Joins every module into one application that can answer without listening: what `main.ts` serves is what HTTP tests
 * call. The caller closes it.
 */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const app = await buildServer({
    log: deps.log,
    assets: await loadAssets(modules.flatMap((module) => (module.stylesheet ? [module.stylesheet] : []))),
    nav: modules.flatMap((module) => module.nav ?? []),
    installation: await rememberedInstallation(deps),
    gate: sessionGate(deps),
    secure: deps.config.publicUrl?.startsWith('https:') ?? false,
    trustedProxies: deps.config.trustedProxies,
    uploads: { folder: join(deps.config.home, UPLOADS_FOLDER), most: deps.config.uploadLimit },
  });
  health(app, deps);
  const joined: JoinedDeps = {
    ...deps,
    waiting: modules.flatMap((module) => module.waiting ?? []),
    live: modules.flatMap((module) => module.live ?? []),
  };
  for (const module of modules) {
    const routes = module.routes;
    if (routes) app.register(async (scope) => routes(scope, joined));
  }
  await app.ready();
  return app;
}

const REMEMBERED_FOR = 5_000;

/**
 * Whose installation this is, for the head of every page. Answers from memory; a load while Kith runs shows within
 * seconds, and a database that is away changes nothing.
 */
async function rememberedInstallation({ db, log, now }: Deps): Promise<() => Installation> {
  let remembered = await readInstallation(db);
  let readAt = now().getTime();
  return () => {
    if (now().getTime() - readAt > REMEMBERED_FOR) {
      readAt = now().getTime();
      readInstallation(db)
        .then((found) => {
          remembered = found;
        })
        .catch((error: unknown) => log.warn({ err: error }, 'could not read whose installation this is'));
    }
    return remembered;
  };
}

async function readInstallation(db: Db): Promise<Installation> {
  const [partnership, demonstration] = await Promise.all([findPartnership(db), holdsDemonstration(db)]);
  return { partnershipName: partnership?.name ?? '', demonstration };
}

/** For a load balancer or a watchman: 200 when a page could be served, 503 when the database does not answer. */
function health(app: FastifyInstance, deps: Deps): void {
  route(app, {
    method: 'GET',
    url: '/health',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: z.object({}),
    handle: async () => {
      try {
        await sql`select 1`.execute(deps.db);
        return { json: { status: 'ok', database: 'ok' } };
      } catch (error) {
        deps.log.warn({ err: error }, 'health check: the database does not answer');
        return { json: { status: 'unavailable', database: 'unreachable' }, status: 503 };
      }
    },
  });
}
