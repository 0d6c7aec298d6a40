import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { route } from '../../platform/web/route.ts';
import { GroupPage } from './pages/group-page.tsx';
import { PartnershipPage, type PartnershipView } from './pages/partnership-page.tsx';
import { findPartnership, getGroup, listGroups, listPartners, listStatements } from './repository.ts';

/** The partnership and its groups. */
export function arrangementRoutes(app: FastifyInstance, { db }: Deps): void {
  route(app, {
    method: 'GET',
    url: '/partnership',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: z.object({}),
    handle: async () => {
      const partnership = await findPartnership(db);
      const view: PartnershipView | null = partnership && {
        partnership,
        partners: await listPartners(db, partnership.key),
        statements: await listStatements(db, partnership.key),
        groups: await listGroups(db, partnership.key),
      };
      return { page: PartnershipPage({ view }) };
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
      return { page: GroupPage({ group, answering }) };
    },
  });
}
