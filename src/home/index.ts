/**
 * The way in: how the partnership's year stands, and the provenance page that every claim of every module opens onto. It
 * keeps nothing itself. Everything here is public; values that rule 12 withholds never reach it.
 */
import type { Module } from '../platform/module.ts';
import { homeRoutes } from './routes.ts';

export { KINDS_WITH_THEIR_OWN_PAGE, shownKind } from './record-kinds.ts';

/** Home, provenance, about, accessibility. */
export const homeModule: Module = {
  name: 'home',
  nav: { label: 'Home', href: '/' },
  routes: homeRoutes,
};
