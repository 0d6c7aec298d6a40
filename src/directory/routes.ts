import type { FastifyInstance } from 'fastify';
import type { Deps } from '../platform/module.ts';
import { accessRoutes } from './access/routes.ts';
import { accountRoutes } from './account/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** Everything about people: who they are, what they may do and what they did. */
export function directoryRoutes(app: FastifyInstance, deps: Deps): void {
  signInRoutes(app, deps);
  accountRoutes(app, deps);
  peopleRoutes(app, deps);
  accessRoutes(app, deps);
  ledgerRoutes(app, deps);
}
