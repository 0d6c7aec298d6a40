/**
 * The yearly report: what the guidance asks of it, and the document that answers, assembled from the records of every
 * other part (Working Together 2018 chapter 3, 2023 chapter 2; facts.md §1.4). Every figure and claim carries the record it
 * came from. A year for which nobody loaded sections has the standard ones. The public version holds no withheld number.
 */
import type { Module } from '../../platform/module.ts';
import { judgingPolicy } from './judging/policy.ts';
import { judgingRoutes } from './judging/routes.ts';
import { annualReportKinds } from './records.ts';
import { annualReportRoutes } from './routes.ts';

export type { AssembledReport } from './assemble.ts';
export { listReportYears } from './repository.ts';
export { assembleReport, checklist, editionInForce, verdictsOfYear } from './service.ts';

/** The yearly report, its requirements and its pages. */
export const annualReportModule: Module = {
  name: 'evidence/annual-report',
  nav: { label: 'Yearly report', href: '/report' },
  policy: judgingPolicy,
  recordKinds: annualReportKinds,
  routes: (app, deps) => {
    annualReportRoutes(app, deps);
    judgingRoutes(app, deps);
  },
  stylesheet: 'src/platform/documents/document.css',
};
