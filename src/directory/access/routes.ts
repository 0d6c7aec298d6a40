import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';
import { askRoutes } from './ask-routes.ts';
import { emergencyRoutes } from './emergency-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { tableRoutes } from './table-routes.ts';

/** The access table, who sees one record, asking for access and emergency access. */
export function accessRoutes(app: FastifyInstance, deps: Deps): void {
  tableRoutes(app, deps);
  recordRoutes(app, deps);
  askRoutes(app, deps);
  emergencyRoutes(app, deps);
}
