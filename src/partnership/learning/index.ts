/**
 * What a partnership learned: published practice reviews, multi-agency audits, and the themes that return in them. The
 * children behind a review are never records. Everything here is published, hence public. Guidance: Working Together
 * 2018 and 2023 on learning from serious incidents; inventory rows 88 to 125.
 */
import type { Module } from '../../platform/module.ts';
import { learningKinds } from './kinds.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { learningPolicy } from './policy.ts';
import { learningRoutes } from './routes.ts';

export {
  type Audit,
  findAudit,
  findReview,
  findTheme,
  getAudit,
  getReview,
  getTheme,
  type LearningPoint,
  listAudits,
  listLearningYears,
  listReviews,
  listThemes,
  type PracticeReview,
  type Theme,
} from './repository.ts';

export { themeTable } from './theme-table.ts';

/** Reviews, audits and themes. */
export const learningModule: Module = {
  name: 'partnership/learning',
  nav: { label: 'Learning', href: '/learning' },
  policy: learningPolicy,
  recordKinds: learningKinds,
  routes: (app, deps) => {
    learningRoutes(app, deps);
    notificationRoutes(app, deps);
  },
};
