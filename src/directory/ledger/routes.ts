import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';

/** What was done: by a person, with a record, by oneself. */
export function ledgerRoutes(_app: FastifyInstance, _deps: Deps): void {}
