/**
 * A partnership's published arrangements: who the partners are, what they want to achieve together, the groups in which
 * they meet and what each group is there to do. Everything here is public. Guidance: Working Together 2018 and
 * 2023 on local arrangements; inventory rows 1 to 22.
 */
import type { Module } from '../../platform/module.ts';
import { arrangementKinds } from './kinds.ts';
import { arrangementRoutes } from './routes.ts';

export {
  findGroup,
  findPartnership,
  type Group,
  getGroup,
  listGroups,
  listPartners,
  listStatements,
  type Partner,
  type Partnership,
  type Statement,
} from './repository.ts';
export { type StatutoryPartner, statutoryPartners } from './statutory-partners.ts';

/** Partners, vision and objectives, groups. */
export const arrangementsModule: Module = {
  name: 'partnership/arrangements',
  nav: { label: 'Partnership', href: '/partnership' },
  recordKinds: arrangementKinds,
  routes: arrangementRoutes,
};
