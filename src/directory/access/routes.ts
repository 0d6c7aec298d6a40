import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';

/** The access table, asking for access, emergency access and who sees one record. */
export function accessRoutes(_app: FastifyInstance, _deps: Deps): void {}
