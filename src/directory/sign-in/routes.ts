import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';

/** Signing in and out: password, second factor, provider, invitation; in the demonstration, as an invented person. */
export function signInRoutes(_app: FastifyInstance, _deps: Deps): void {}
