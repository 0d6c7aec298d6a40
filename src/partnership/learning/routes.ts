import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { route } from '../../platform/web/route.ts';
import { AuditPage } from './pages/audit-page.tsx';
import { LearningPage } from './pages/learning-page.tsx';
import { ReviewPage } from './pages/review-page.tsx';
import { ThemePage } from './pages/theme-page.tsx';
import { NOTIFICATION } from './policy.ts';
import { getAudit, getReview, getTheme, listAudits, listReviews, listThemes } from './repository.ts';
import { actionsOf, themeTable } from './theme-table.ts';

const keyed = z.object({ key: z.string() });
const nothing = z.object({});

/** What was learned, over all years: themes, reviews, audits. */
export function learningRoutes(app: FastifyInstance, { db, access }: Deps): void {
  route(app, {
    method: 'GET',
    url: '/learning',
    permission: 'public',
    event: 'none',
    params: nothing,
    query: nothing,
    handle: async ({ visit }) => {
      const [reviews, audits, themes] = await Promise.all([listReviews(db), listAudits(db), listThemes(db)]);
      const notifications = visit !== null && access.lines(visit.actor.roles, 'read', NOTIFICATION).length > 0;
      const view = { reviews, audits, themes: themeTable(themes, reviews, audits), notifications };
      return { page: LearningPage({ view }) };
    },
  });
  route(app, {
    method: 'GET',
    url: '/learning/themes/:key',
    permission: 'public',
    event: 'none',
    params: keyed,
    query: nothing,
    handle: async ({ params }) => {
      const theme = await getTheme(db, params.key);
      const actions = actionsOf(await listReviews(db)).filter(({ action }) =>
        action.themes.some((one) => one.key === theme.key),
      );
      return { page: ThemePage({ view: { theme, actions } }) };
    },
  });
  route(app, {
    method: 'GET',
    url: '/learning/reviews/:key',
    permission: 'public',
    event: 'none',
    params: keyed,
    query: nothing,
    handle: async ({ params }) => ({ page: ReviewPage({ review: await getReview(db, params.key) }) }),
  });
  route(app, {
    method: 'GET',
    url: '/learning/audits/:key',
    permission: 'public',
    event: 'none',
    params: keyed,
    query: nothing,
    handle: async ({ params }) => ({ page: AuditPage({ audit: await getAudit(db, params.key) }) }),
  });
}
