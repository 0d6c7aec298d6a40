import type { Action } from '../access/index.ts';

/**
 * Who may use a route. `public`: anybody, and only values fit for publication may be shown. `signed-in`: whoever is signed
 * in, for what is their own. Else what the access table must give to one of the person's roles.
 */
export type Permission = 'public' | 'signed-in' | { action: Action; kind: string };

/**
 * What the ledger says a person did here, in the words of the field; `none` where nothing restricted is read and nothing is
 * written. `code` is stored, so it never changes; `says` completes "They …": "Read a serious incident notification".
 */
export type LedgerEvent = 'none' | { code: string; says: string };

/** What the contract tests read off every registered route. */
export interface RouteDeclaration {
  permission: Permission;
  event: LedgerEvent;
  /** Whether the route takes a form, and the names of its fields. */
  fields?: readonly string[];
  /** Whether what was typed into its form outlives the session. */
  keepsForm?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    kith?: RouteDeclaration;
  }
}
