import type { Work } from '../access/index.ts';
import type { Deps } from '../module.ts';
import type { Acting } from './route.ts';

/** For whom a use case works, from a guarded request. */
export function workOf({ trx, actor, purpose }: Acting, { access, now }: Pick<Deps, 'access' | 'now'>): Work {
  return { trx, actor, purpose, access, now: now() };
}
