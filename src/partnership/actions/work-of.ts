import type { Work } from '../../platform/access/index.ts';
import type { Deps } from '../../platform/module.ts';
import type { Acting } from '../../platform/web/route.ts';

/** For whom a use case of this module works, from a guarded request. */
export function workOf({ trx, actor, purpose }: Acting, { access, now }: Pick<Deps, 'access' | 'now'>): Work {
  return { trx, actor, purpose, access, now: now() };
}
