/**
 * Actions and the recommendations that they answer, closed in two steps: done, with evidence; then, on a day that was set
 * and by somebody else, whether it made a difference. Guidance: product rule 6; inventory rows 20, 21, 26, 111 and 125.
 * States: process.ts. Who sees what: policy.ts. The public sees what was published on purpose, and no personal name.
 */
import type { Module } from '../../platform/module.ts';
import { chasingTasks } from './chasing/tasks.ts';
import { actionsDue } from './live.ts';
import { ACTION, actionsPolicy } from './policy.ts';
import { ACTION_PROCESS } from './process.ts';
import { waitingRecommendations } from './recommendations/waiting.ts';
import { actionsRoutes } from './routes.ts';
import { waitingActions } from './waiting.ts';

export type { ImpactTest, Origin } from './action.ts';
export { hrefsOfWork } from './beneath.ts';
export { giveAction, listTakers } from './give.ts';
export type { GivenMove } from './moves.ts';
export { ACTION, RECOMMENDATION } from './policy.ts';
export { stateWords } from './process.ts';
export { publishAction } from './publish.ts';
export type { GivenRecommendation } from './recommendations/recommendation.ts';
export { listRecommendations } from './recommendations/repository.ts';
export { createRecommendation, publishOne as publishRecommendation } from './recommendations/service.ts';
export {
  type AccountedAction,
  type AccountedRecommendation,
  LITTLE_PROGRESS,
  listAccountedActions,
  listAccountedRecommendations,
  listWorkOfObjective,
  type WorkOfObjective,
} from './report.ts';
export { listActionsOf } from './repository.ts';
export { moveAction } from './service.ts';

/** Actions, recommendations and the work list. */
export const actionsModule: Module = {
  name: 'partnership/actions',
  nav: { label: 'Work', href: '/work', need: { action: 'read', kind: ACTION } },
  policy: actionsPolicy,
  processes: [ACTION_PROCESS],
  tasks: chasingTasks,
  stylesheet: 'src/partnership/actions/work.css',
  waiting: [waitingActions, waitingRecommendations],
  live: [actionsDue],
  routes: actionsRoutes,
};
