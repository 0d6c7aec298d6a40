import { directoryModule } from './directory/index.ts';
import { annualReportModule } from './evidence/annual-report/index.ts';
import { returnsModule } from './evidence/returns/uploads/index.ts';
import { snapshotModule } from './evidence/snapshot/index.ts';
import { homeModule } from './home/index.ts';
import { actionsModule } from './partnership/actions/index.ts';
import { arrangementsModule } from './partnership/arrangements/index.ts';
import { challengeModule } from './partnership/challenge/index.ts';
import { engagementModule } from './partnership/engagement/index.ts';
import { financeModule } from './partnership/finance/index.ts';
import { governanceModule } from './partnership/governance/index.ts';
import { learningModule } from './partnership/learning/index.ts';
import { objectivesModule } from './partnership/objectives/index.ts';
import { prioritiesModule } from './partnership/priorities/index.ts';
import { scrutinyModule } from './partnership/scrutiny/index.ts';
import { trainingModule } from './partnership/training/index.ts';
import type { Module } from './platform/module.ts';
import { statutoryModule } from './statutory/index.ts';

/** The product's table of contents. Records are saved, and navigation is shown, in this order. */
export const modules: readonly Module[] = [
  homeModule,
  statutoryModule,
  directoryModule,
  arrangementsModule,
  actionsModule,
  governanceModule,
  prioritiesModule,
  learningModule,
  challengeModule,
  scrutinyModule,
  objectivesModule,
  trainingModule,
  engagementModule,
  financeModule,
  snapshotModule,
  returnsModule,
  annualReportModule,
];
