import { listAgencies } from '../../directory/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { findPartnership, listPartners } from './repository.ts';
import { standingOn } from './standing.ts';

/** A safeguarding partner whose view is asked. */
export interface StatutoryPartner {
  key: string;
  name: string;
}

/**
 * Who the statutory safeguarding partners are on a day. Where an agency has ended, the one that took over its duties stands in
 * its place: arrangements published before July 2022 name clinical commissioning groups.
 */
export async function statutoryPartners(db: Db, on: PlainDate): Promise<StatutoryPartner[]> {
  const partnership = await findPartnership(db);
  if (!partnership) return [];
  const partners = await listPartners(db, partnership.key);
  const standing = standingOn(partners, await listAgencies(db), partnership.liveFrom, on);
  const statutory = standing.flatMap(({ agency: { key, name }, ...one }) =>
    one.standing === 'statutory' ? [{ key, name }] : [],
  );
  return [...new Map(statutory.map((one) => [one.key, one])).values()];
}
