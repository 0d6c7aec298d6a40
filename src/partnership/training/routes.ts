import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { listYears } from '../../platform/records/index.ts';
import { route } from '../../platform/web/route.ts';
import { findPartnership } from '../arrangements/index.ts';
import { TrainingPage, type TrainingView } from './pages/training-page.tsx';
import { listTrainingOffers } from './repository.ts';

/** The page of training. */
export function trainingRoutes(app: FastifyInstance, { db }: Deps): void {
  route(app, {
    method: 'GET',
    url: '/training',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: z.object({ year: z.string().optional() }),
    handle: async ({ query }) => ({ page: TrainingPage({ view: await trainingOf(db, query.year) }) }),
  });
}

/** The year asked for, or the newest that has training; null while none has. */
async function trainingOf(db: Db, asked: string | undefined): Promise<TrainingView | null> {
  const partnership = await findPartnership(db);
  const offers = new Map<string, TrainingView['offers']>();
  for (const year of partnership ? await listYears(db) : []) {
    const found = await listTrainingOffers(db, { partnership: partnership?.key ?? '', year });
    if (found.length) offers.set(year, found);
  }
  const years = [...offers.keys()];
  if (asked !== undefined && !offers.has(asked)) {
    throw new PlainError(`No training is loaded for the year ${asked}: choose another year on the training page.`, {
      statusCode: 404,
    });
  }
  const year = asked ?? years[0];
  return year === undefined ? null : { year, years, offers: offers.get(year) ?? [] };
}
