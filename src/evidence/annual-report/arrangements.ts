import {
  compareSections,
  daysOfYear,
  findVersion,
  type Lead,
  leadsOn,
  listLeads,
  listVersions,
} from '../../partnership/arrangements/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { ArrangementsInput } from './input.ts';

/** The published arrangements of a year: what held when it ended, and what changed in it. Whoever asks gets published rows. */
export async function arrangementsOf(db: Db, partnership: string, year: string): Promise<ArrangementsInput> {
  const [first, last] = daysOfYear(year);
  const began = ({ inForceFrom, publishedOn }: { inForceFrom: string | null; publishedOn: string | null }) =>
    inForceFrom ?? publishedOn ?? '';
  const published = (await listVersions(db, partnership))
    .filter((one) => one.state === 'published' || one.state === 'superseded')
    .filter((one) => began(one) !== '' && began(one) <= last)
    // Its place was taken before its own day came: it was never in force.
    .filter(({ supersededOn, ...one }) => supersededOn === null || supersededOn > began(one));
  const [newest] = published;
  const revised: ArrangementsInput['revised'][number][] = [];
  for (const line of published.filter((one) => began(one) >= first).toReversed()) {
    const version = await findVersion(db, { id: line.id });
    if (!version) continue;
    const before = version.basedOn === null ? null : await findVersion(db, { id: version.basedOn });
    revised.push({ version, sections: before && compareSections(before.sections, version.sections) });
  }
  return { inForce: newest ? await findVersion(db, { id: newest.id }) : null, revised };
}

/** Published leads on issues that were in force on some day of a year, the earliest first. */
export async function leadsOf(db: Db, partnership: string, year: string): Promise<Lead[]> {
  const [first, last] = daysOfYear(year);
  const leads = (await listLeads(db, partnership)).filter((one) => one.published);
  return leads.filter((one) => one.from <= last && (leadsOn(one, first) || one.from >= first)).toReversed();
}
