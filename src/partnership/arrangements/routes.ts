import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAgencies } from '../../directory/index.ts';
import { addDays, isPlainDate, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { route } from '../../platform/web/route.ts';
import { GroupPage } from './pages/group-page.tsx';
import { PartnershipPage, type PartnershipView } from './pages/partnership-page.tsx';
import { findPartnership, findPublicTerms, getGroup, listGroups, listPartners, listStatements } from './repository.ts';
import { seatsOn } from './seats.ts';
import { firstDay, standingBetween, standingOn } from './standing.ts';

const asOn = z.object({
  on: z
    .string()
    .refine(isPlainDate, 'must be a day that exists, written like 2021-10-04')
    .optional()
    .or(z.literal('').transform(() => undefined)),
});

/** The partnership and its groups. */
export function arrangementRoutes(app: FastifyInstance, { db, now }: Deps): void {
  route(app, {
    method: 'GET',
    url: '/partnership',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: asOn,
    handle: async ({ query }) => {
      const today = londonDate(now());
      return { page: PartnershipPage({ view: await partnershipOn(db, query.on ?? today, today) }) };
    },
  });
  route(app, {
    method: 'GET',
    url: '/partnership/groups/:key',
    permission: 'public',
    event: 'none',
    params: z.object({ key: z.string() }),
    query: z.object({}),
    handle: async ({ params }) => {
      const group = await getGroup(db, params.key);
      const partnership = await findPartnership(db);
      const groups = partnership ? await listGroups(db, partnership.key) : [];
      const answering = groups.filter((one) => one.accountableTo?.key === group.key);
      const partners = partnership ? await listPartners(db, partnership.key) : [];
      const day = londonDate(now());
      const seats = seatsOn(group.seats, { partners, agencies: await listAgencies(db), day });
      return { page: GroupPage({ group, answering, seats, terms: await findPublicTerms(db, group.key), today: day }) };
    },
  });
}

/** The partnership with who stands in its arrangements on a day; null while none is loaded. */
async function partnershipOn(db: Db, on: PlainDate, today: PlainDate): Promise<PartnershipView | null> {
  const partnership = await findPartnership(db);
  if (!partnership) return null;
  const [partners, agencies] = [await listPartners(db, partnership.key), await listAgencies(db)];
  const standing = standingOn(partners, agencies, partnership.liveFrom, on);
  const earlier = standingBetween(partners, agencies, partnership.liveFrom, [
    firstDay(partnership.liveFrom),
    addDays(on, -1),
  ]);
  const still = new Set(standing.map((one) => one.agency.key));
  return {
    ...{ partnership, on, isToday: on === today, standing },
    before: earlier.filter((one) => !still.has(one.agency.key)),
    statements: await listStatements(db, partnership.key),
    groups: await listGroups(db, partnership.key),
  };
}
