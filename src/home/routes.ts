import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { audienceOf } from '../evidence/snapshot/index.ts';
import type { JoinedDeps } from '../platform/module.ts';
import { PlainError } from '../platform/plain-error.ts';
import { recordHistory } from '../platform/records/index.ts';
import { route } from '../platform/web/route.ts';
import { dayOf } from './day.ts';
import { AboutPage } from './pages/about-page.tsx';
import { AccessibilityPage } from './pages/accessibility-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { RecordPage } from './pages/record-page.tsx';
import { KINDS_WITH_THEIR_OWN_PAGE, shownKind } from './record-kinds.ts';
import { homeOf } from './service.ts';

const nothing = z.object({});

/** The home page, every record's provenance, and what Kith says of itself. */
export function homeRoutes(app: FastifyInstance, deps: JoinedDeps): void {
  const { access, db } = deps;
  route(app, {
    method: 'GET',
    url: '/',
    permission: 'public',
    event: 'none',
    params: nothing,
    query: z.object({ year: z.string().optional() }),
    handle: async ({ query, visit }) => ({
      page: HomePage({
        view: await homeOf(db, query.year, audienceOf(access, visit)),
        day: await dayOf(deps, visit),
      }),
    }),
  });
  route(app, {
    method: 'GET',
    url: '/records/:kind/:key',
    permission: 'public',
    event: 'none',
    params: z.object({ kind: z.string(), key: z.string() }),
    query: nothing,
    handle: async ({ params }) => {
      const kind = shownKind(params.kind);
      if (KINDS_WITH_THEIR_OWN_PAGE.includes(params.kind)) {
        throw new PlainError('Figures have provenance pages of their own: open the snapshot and follow the figure.', {
          statusCode: 404,
        });
      }
      const [newest, ...earlier] = kind ? await recordHistory(db, params.kind, params.key) : [];
      if (!kind || !newest) {
        throw new PlainError('There is no record at this address: follow a “Source” link on a page to reach one.', {
          statusCode: 404,
        });
      }
      return { page: RecordPage({ view: { kind, versions: [newest, ...earlier] } }) };
    },
  });
  route(app, {
    method: 'GET',
    url: '/about',
    permission: 'public',
    event: 'none',
    params: nothing,
    query: nothing,
    handle: () => ({ page: AboutPage() }),
  });
  route(app, {
    method: 'GET',
    url: '/accessibility',
    permission: 'public',
    event: 'none',
    params: nothing,
    query: nothing,
    handle: () => ({ page: AccessibilityPage() }),
  });
}
