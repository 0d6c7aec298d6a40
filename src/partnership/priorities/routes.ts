import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { yearAfter } from '../../platform/records/index.ts';
import { route } from '../../platform/web/route.ts';
import { findPartnership } from '../arrangements/index.ts';
import { PrioritiesPage, type PrioritiesView } from './pages/priorities-page.tsx';
import { PriorityPage, type PriorityView } from './pages/priority-page.tsx';
import { getPriority, listPriorities, listPriorityYears } from './repository.ts';

/** A year's priorities, and each of them. */
export function priorityRoutes(app: FastifyInstance, { db }: Deps): void {
  route(app, {
    method: 'GET',
    url: '/priorities',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: z.object({ year: z.string().optional() }),
    handle: async ({ query }) => ({ page: PrioritiesPage({ view: await prioritiesOf(db, query.year) }) }),
  });
  route(app, {
    method: 'GET',
    url: '/priorities/:key',
    permission: 'public',
    event: 'none',
    params: z.object({ key: z.string() }),
    query: z.object({}),
    handle: async ({ params }) => ({ page: PriorityPage({ view: await priorityOf(db, params.key) }) }),
  });
}

/** The year asked for, or the newest year whose outcome is told; null while no year is loaded. */
async function prioritiesOf(db: Db, asked: string | undefined): Promise<PrioritiesView | null> {
  const partnership = await findPartnership(db);
  const years = partnership ? await listPriorityYears(db, partnership.key) : [];
  if (asked !== undefined && !years.includes(asked)) {
    throw new PlainError(`No priorities are loaded for the year ${asked}: choose one from the page of priorities.`, {
      statusCode: 404,
    });
  }
  const newest = years[0];
  if (!partnership || newest === undefined) return null;
  if (asked !== undefined) {
    return { year: asked, years, priorities: await listPriorities(db, { partnership: partnership.key, year: asked }) };
  }
  for (const year of years) {
    const priorities = await listPriorities(db, { partnership: partnership.key, year });
    if (priorities.some((one) => one.done.length > 0)) return { year, years, priorities };
  }
  return { year: newest, years, priorities: await listPriorities(db, { partnership: partnership.key, year: newest }) };
}

async function priorityOf(db: Db, key: string): Promise<PriorityView> {
  const priority = await getPriority(db, key);
  const year = yearAfter(priority.year);
  const priorities = await listPriorities(db, { partnership: priority.partnership, year });
  return { priority, next: priorities.length ? { year, priorities } : null };
}
