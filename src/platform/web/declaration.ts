/**
 * Who may use a route. `public`: anybody, and only values fit for publication may be shown. Signed-in roles come with
 * the access table; until then a route that is not public can't be declared.
 */
export type Permission = 'public';

/** What the ledger says a person did here, in the words of the field; `none` where nothing restricted is read or written. */
export type LedgerEvent = 'none';

/** What the contract tests read off every registered route. */
export interface RouteDeclaration {
  permission: Permission;
  event: LedgerEvent;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    kith?: RouteDeclaration;
  }
}
