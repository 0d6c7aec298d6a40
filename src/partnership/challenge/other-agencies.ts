import { listAgencies } from '../../directory/index.ts';
import type { Work } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';

/** Agencies that may be asked: all that are there today but the person's own, unless `ownToo`. */
export async function listOtherAgencies(
  { trx, actor, now }: Work,
  { ownToo = false }: { ownToo?: boolean } = {},
): Promise<{ key: string; name: string }[]> {
  const today = londonDate(now);
  return (await listAgencies(trx))
    .filter(({ key, until }) => (ownToo || key !== actor.agency) && (until === null || until >= today))
    .map(({ key, name }) => ({ key, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}
