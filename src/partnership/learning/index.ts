/**
 * What a partnership learned: published practice reviews, multi-agency audits, and the themes that return in them. The
 * children behind a review are never records, and all of this is published, hence public. Serious incident notifications
 * are not: they are restricted, and policy.ts says who sees them. Guidance: Working Together 2018 and 2023 on learning from
 * serious incidents; inventory rows 88 to 125.
 */
import type { Module } from '../../platform/module.ts';
import { learningKinds } from './kinds.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { runningNotifications, waitingNotifications } from './notifications/waiting.ts';
import { learningPolicy, NOTIFICATION } from './policy.ts';
import { learningRoutes } from './routes.ts';

export type { GivenNotification } from './notifications/notification.ts';
export { changeNotification, createNotification } from './notifications/service.ts';
export { NOTIFICATION } from './policy.ts';
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
  // The narrower address first: a page below both belongs to that.
  nav: [
    { label: 'Incidents', href: '/learning/notifications', need: { action: 'read', kind: NOTIFICATION } },
    { label: 'Learning', href: '/learning' },
  ],
  policy: learningPolicy,
  recordKinds: learningKinds,
  waiting: [waitingNotifications],
  live: [runningNotifications],
  routes: (app, deps) => {
    learningRoutes(app, deps);
    notificationRoutes(app, deps);
  },
};
