/**
 * The safeguarding snapshot: indicators with their definitions, figures with their periods and versions, what the public may
 * see of them, and the published statistics that stand beside them (inventory rows 29-60).
 *
 * Nothing here is about one child. Figures are append-only. Every view is made for an audience, and a view for the public
 * holds no withheld number at all (product rule 12); two areas are added only where definition and period match (rule 9).
 */
import type { Module } from '../../platform/module.ts';
import { movedFigures } from './moved.ts';
import { snapshotRecordKinds } from './records.ts';
import { snapshotRoutes } from './routes.ts';

export { audienceFor, audienceOf, SMALL_FIGURES, WITHHELD_FIGURES } from './audience.ts';
export { countFromReturn, periodOf } from './from-return.ts';
export { yearBefore } from './moved.ts';
export { PublishedBesideIt } from './pages/published-beside.tsx';
export { loadPublished } from './published.ts';
export { publishedBeside, publishedInFull } from './published-beside.ts';
export { indicatorOverTime, listYears, sideBySide, snapshotOf } from './service.ts';
export type {
  AreaRef,
  AreaSnapshot,
  Audience,
  FigureView,
  IndicatorOverTime,
  NoteView,
  PublishedBeside,
  Shown,
  SideBySide,
  SideBySideLine,
} from './view.ts';
export { accountYearOf, formatWithUnit, periodWords } from './words.ts';

/** The snapshot as `modules.ts` lists it. */
export const snapshotModule: Module = {
  name: 'evidence/snapshot',
  nav: { label: 'Snapshot', href: '/snapshot' },
  stylesheet: 'src/evidence/snapshot/pages/snapshot.css',
  recordKinds: snapshotRecordKinds,
  live: [movedFigures],
  routes: snapshotRoutes,
};
