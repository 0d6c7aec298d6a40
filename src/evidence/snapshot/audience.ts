import type { AccessTable } from '../../platform/access/index.ts';
import type { More } from '../../platform/web/declaration.ts';
import type { Visit } from '../../platform/web/gate.ts';
import { seesMore } from '../../platform/web/sees-more.ts';
import type { Audience } from './view.ts';

/** What somebody's role must have for the partnership's own figures. */
export const WITHHELD_FIGURES = { action: 'read', kind: 'withheld-figure' } as const;

/** What a page with figures shows besides to partners: the small ones. Each reading of them stands in the ledger. */
export const SMALL_FIGURES: More = {
  permission: WITHHELD_FIGURES,
  event: { code: 'figures.read', says: 'Read figures with small numbers' },
};

/** For whom a page that declares `SMALL_FIGURES` is made. */
export function audienceFor({ more }: { more: boolean }): Audience {
  return more ? 'partnership' : 'public';
}

/**
 * For whom a page is made that counts figures and shows none of the small ones, so that nothing is written of it: the
 * partnership where one of the visitor's roles may read withheld figures, else the public.
 */
export function audienceOf(access: AccessTable, visit: Visit | null): Audience {
  return audienceFor({ more: seesMore(access, visit, WITHHELD_FIGURES) });
}
