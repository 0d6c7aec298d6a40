import type { FastifyInstance } from 'fastify';
import type { JoinedDeps } from '../../platform/module.ts';
import { actionRoutes } from './action-routes.ts';
import { chasingRoutes } from './chasing/routes.ts';
import { givingRoutes } from './giving-routes.ts';
import { moveRoutes } from './move-routes.ts';
import { recommendationRoutes } from './recommendations/routes.ts';
import { workListRoutes } from './work-list/routes.ts';

/** The work list, actions, recommendations, and how actions are chased. */
export function actionsRoutes(app: FastifyInstance, deps: JoinedDeps): void {
  workListRoutes(app, deps);
  givingRoutes(app, deps);
  actionRoutes(app, deps);
  moveRoutes(app, deps);
  recommendationRoutes(app, deps);
  chasingRoutes(app, deps);
}
