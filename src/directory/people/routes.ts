import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';
import { changeRoutes } from './change-routes.ts';
import { outboxRoutes } from './outbox/routes.ts';
import { personRoutes } from './person-routes.ts';
import { reviewRoutes } from './reviews/routes.ts';
import { roleRoutes } from './roles/routes.ts';

/** People, the roles they hold, the yearly review of who has what, and the mail that tells people. */
export function peopleRoutes(app: FastifyInstance, deps: Deps): void {
  outboxRoutes(app, deps);
  personRoutes(app, deps);
  changeRoutes(app, deps);
  roleRoutes(app, deps);
  reviewRoutes(app, deps);
}
