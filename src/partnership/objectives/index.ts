/**
 * The partnership’s vision, objectives and pillars, each with what was done for it and what that made of it. Everything here
 * is public: what is tied to an objective are published priorities, reviews and audits, each tie with its reason, and
 * published decisions and actions. It keeps only the ties. Inventory rows 17 to 19.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps, Module } from '../../platform/module.ts';
import { route } from '../../platform/web/route.ts';
import { OBJECTIVES, ObjectivePage, ObjectivesPage } from './pages/objective-pages.tsx';
import { listObjectives, readObjective } from './service.ts';
import { objectiveKinds } from './ties.ts';

function objectiveRoutes(app: FastifyInstance, { db, now }: Deps): void {
  const open = { method: 'GET', permission: 'public', event: 'none', query: z.object({}) } as const;
  route(app, {
    ...open,
    url: OBJECTIVES,
    params: z.object({}),
    handle: async () => ({ page: ObjectivesPage({ view: await listObjectives(db, londonDate(now())) }) }),
  });
  route(app, {
    ...open,
    url: `${OBJECTIVES}/:key`,
    params: z.object({ key: z.string().max(100) }),
    handle: async ({ params }) => ({
      page: ObjectivePage({ view: await readObjective(db, params.key, londonDate(now())) }),
    }),
  });
}

/** Objectives, and what was done for each. */
export const objectivesModule: Module = {
  name: 'partnership/objectives',
  recordKinds: objectiveKinds,
  routes: objectiveRoutes,
};
