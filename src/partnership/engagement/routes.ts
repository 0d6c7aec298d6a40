import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { findRecord, listYears } from '../../platform/records/index.ts';
import { route } from '../../platform/web/route.ts';
import { findPartnership } from '../arrangements/index.ts';
import { EngagementPage, type EngagementView } from './pages/engagement-page.tsx';
import { listChannels } from './repository.ts';

/** The page of communication and engagement. */
export function engagementRoutes(app: FastifyInstance, { db }: Deps): void {
  route(app, {
    method: 'GET',
    url: '/engagement',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: z.object({ year: z.string().optional() }),
    handle: async ({ query }) => ({ page: EngagementPage({ view: await engagementOf(db, query.year) }) }),
  });
}

/** The year asked for, or the newest that has channels; null while none has. */
async function engagementOf(db: Db, asked: string | undefined): Promise<EngagementView | null> {
  const partnership = await findPartnership(db);
  const channels = new Map<string, EngagementView['channels']>();
  for (const year of partnership ? await listYears(db) : []) {
    const found = await listChannels(db, { partnership: partnership?.key ?? '', year });
    if (found.length) channels.set(year, found);
  }
  const years = [...channels.keys()];
  if (asked !== undefined && !channels.has(asked)) {
    throw new PlainError(
      `No communication is loaded for the year ${asked}: choose another year on the engagement page.`,
      {
        statusCode: 404,
      },
    );
  }
  const year = asked ?? years[0];
  if (year === undefined) return null;
  const shown = channels.get(year) ?? [];
  return { year, years, channels: shown, figures: await titlesOf(db, new Set(shown.flatMap((one) => one.reach))) };
}

/** What each indicator counts, in the words of its own record: figures belong to the snapshot, which is not asked here. */
async function titlesOf(db: Db, codes: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const titled = await Promise.all(
    Array.from(codes, async (code): Promise<[string, string]> => {
      const title = (await findRecord(db, 'indicator', code))?.body.title;
      return [code, typeof title === 'string' ? title : code];
    }),
  );
  return new Map(titled);
}
