import type { AccessTable } from '../../platform/access/index.ts';
import type { Visit } from '../../platform/web/gate.ts';
import type { Audience } from './view.ts';

/** What somebody's role must have for the partnership's own figures. */
export const WITHHELD_FIGURES = { action: 'read', kind: 'withheld-figure' } as const;

/**
 * For whom a page is made: the partnership where one of the visitor's roles may read withheld figures, the public for
 * everybody else, and for whoever still has to accept the terms of use. Such figures are counts, never about one child, so no
 * purpose is asked for a page and no entry is made of it; a file that leaves Kith needs one and is remembered.
 */
export function audienceOf(access: AccessTable, visit: Visit | null): Audience {
  if (visit === null || visit.owes) return 'public';
  const { action, kind } = WITHHELD_FIGURES;
  return access.lines(visit.actor.roles, action, kind).length > 0 ? 'partnership' : 'public';
}
