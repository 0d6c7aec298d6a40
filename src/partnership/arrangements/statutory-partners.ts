import { type Agency, listAgencies } from '../../directory/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { findPartnership, listPartners } from './repository.ts';

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
  const agencies = new Map((await listAgencies(db)).map((agency) => [agency.key, agency]));
  const partners = (await listPartners(db, partnership.key)).filter(({ standing }) => standing === 'statutory');
  const inForce = partners.map(({ agency }) => standingIn(agency, agencies, on));
  return [...new Map(inForce.map(({ key, name }) => [key, { key, name }])).values()];
}

function standingIn(agency: Agency, agencies: ReadonlyMap<string, Agency>, on: PlainDate): Agency {
  let found = agency;
  // As many steps as there are agencies at most: nobody can succeed themselves.
  for (let step = 0; step < agencies.size; step++) {
    const next = found.successor && agencies.get(found.successor.key);
    if (!next || found.until === null || found.until >= on) return found;
    found = next;
  }
  return found;
}
