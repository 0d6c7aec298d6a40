import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../platform/module.ts';

/** Serious incident notifications: the list, one of them, making and changing one, its history. */
export function notificationRoutes(_app: FastifyInstance, _deps: Deps): void {}
