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

/** What a page for everybody shows besides, to whoever's role has the permission; the ledger says each time that it was shown. */
export interface More {
  permission: { action: Action; kind: string };
  event: Exclude<LedgerEvent, 'none'>;
}

/** What the contract tests read off every registered route. */
export interface RouteDeclaration {
  permission: Permission;
  event: LedgerEvent;
  /** What a public route shows besides, to some. */
  more?: More;
  /** Whether the route takes a form, and the names of its fields. */
  fields?: readonly string[];
  /** Name of the field of its file, where it takes one. */
  file?: string;
  /** Names of the fields of its query, where it says them one by one. */
  query?: readonly string[];
  /** Whether it is open to somebody who still has to accept the terms or set up a second factor. */
  whileOwing?: boolean;
  /** Whether what was typed into its form outlives the session. */
  keepsForm?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    kith?: RouteDeclaration;
  }
}
