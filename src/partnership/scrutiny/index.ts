/**
 * Independent scrutiny: tests of implementation (what was claimed, which evidence was looked at, what was found), walk-rounds
 * and conversations without names, and the yearly statement that stands in the yearly report word for word. Guidance:
 * Working Together 2018 and 2023 on independent scrutiny; facts §1.3 and 1.4; inventory rows 14, 25 and 26.
 *
 * Drafts, and conversations that are not shared, are the scrutineer's alone. The business manager and the delegated partners
 * read the rest; everybody reads what was published. It reads assurance evidence by links and no child's record.
 */
import type { Module } from '../../platform/module.ts';
import { SCRUTINY, scrutinyPolicy } from './policy.ts';
import { statementProcess } from './process.ts';
import { scrutinyRoutes } from './routes.ts';
import { statementRoutes } from './statement-routes.ts';
import { visitRoutes } from './visit-routes.ts';
import { looksDue, waitingLooks } from './waiting.ts';

export { SCRUTINY } from './policy.ts';
export {
  findPublishedStatement,
  listPublishedTests,
  type PublishedStatement,
  type PublishedTest,
} from './repository.ts';
export { FINDINGS, type GivenTest, type GivenVisit, reportYearOf } from './scrutiny.ts';
export { publishTest, recordTest, recordVisit } from './service.ts';
export { actOnStatement, beginStatement, saveDraft } from './statement-service.ts';
export { listTestSubjects } from './subjects.ts';

/** Tests of implementation, visits and statements of the independent scrutineer. */
export const scrutinyModule: Module = {
  name: 'partnership/scrutiny',
  nav: { label: 'Scrutiny', href: '/scrutiny', need: { action: 'read', kind: SCRUTINY } },
  policy: scrutinyPolicy,
  processes: [statementProcess],
  waiting: [waitingLooks],
  live: [looksDue],
  routes: (app, deps) => {
    scrutinyRoutes(app, deps);
    visitRoutes(app, deps);
    statementRoutes(app, deps);
  },
};
