import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';

/** What is a person’s own: sessions, second factors, purpose, notices, declared relations, terms of use. */
export function accountRoutes(_app: FastifyInstance, _deps: Deps): void {}
