/**
 * A partnership's published arrangements: who the partners are, what they want to achieve together, the groups in which
 * they meet and what each group is there to do. Everything here is public. Guidance: Working Together 2018 and
 * 2023 on local arrangements; inventory rows 1 to 22.
 */
import type { Module } from '../../platform/module.ts';
import { arrangementKinds } from './kinds.ts';
import { LEAD_PROCESS } from './leads/lead.ts';
import { leadRoutes } from './leads/routes.ts';
import { arrangementsPolicy } from './policy.ts';
import { arrangementRoutes } from './routes.ts';
import { publicVersionRoutes } from './versions/public-routes.ts';
import { remindOfReview } from './versions/reminder.ts';
import { VERSION_PROCESS } from './versions/version.ts';
import { versionRoutes } from './versions/work-routes.ts';
import { writingRoutes } from './versions/write-routes.ts';
import { reviewDue, waitingArrangements } from './waiting.ts';

export { type Lead, leadsOn, termInWords } from './leads/lead.ts';
export { listLeads } from './leads/repository.ts';
export { addLead, finishLead, showLead } from './leads/service.ts';
export { ARRANGEMENTS, LEAD } from './policy.ts';
export {
  findGroup,
  findPartnership,
  type Group,
  getGroup,
  listGroups,
  listPartners,
  listStatements,
  type Partnership,
  type Statement,
} from './repository.ts';
export { actingFor, daysOfYear, firstDay, type InForce, lastDay, standingBetween } from './standing.ts';
export { type StatutoryPartner, statutoryPartners } from './statutory-partners.ts';
export { compareSections, type SectionChange } from './versions/comparison.ts';
export { move as moveVersion, recordSignature } from './versions/moves.ts';
export { findPost, findVersion, listVersions } from './versions/repository.ts';
export { sectionKey } from './versions/rules.ts';
export { addSection, changeSection } from './versions/sections.ts';
export { beginDraft, changeFacts, readVersion } from './versions/service.ts';
export type { ArrangementVersion } from './versions/version.ts';

/** Partners, vision and objectives, groups. */
export const arrangementsModule: Module = {
  name: 'partnership/arrangements',
  nav: { label: 'Partnership', href: '/partnership' },
  policy: arrangementsPolicy,
  processes: [VERSION_PROCESS, LEAD_PROCESS],
  stylesheet: 'src/partnership/arrangements/arrangements.css',
  recordKinds: arrangementKinds,
  tasks: (deps) => [remindOfReview(deps)],
  waiting: waitingArrangements,
  live: [reviewDue],
  routes: (app, deps) => {
    arrangementRoutes(app, deps);
    publicVersionRoutes(app, deps);
    versionRoutes(app, deps);
    writingRoutes(app, deps);
    leadRoutes(app, deps);
  },
};
