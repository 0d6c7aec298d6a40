import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';

/** People, the roles they hold and the yearly review of who has what. */
export function peopleRoutes(_app: FastifyInstance, _deps: Deps): void {}
