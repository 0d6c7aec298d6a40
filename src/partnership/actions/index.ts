/**
 * Actions and the recommendations that they answer, closed in two steps: done, with evidence; then, on a day that was set
 * and by somebody else, whether it made a difference. Guidance: product rule 6; inventory rows 20, 21, 26, 111 and 125.
 * States: process.ts. Who sees what: policy.ts. The public sees what was published on purpose, and no personal name.
 */
import type { Module } from '../../platform/module.ts';
import { actionsPolicy } from './policy.ts';
import { ACTION_PROCESS } from './process.ts';

export type { GivenAction, ImpactTest, Origin } from './action.ts';
export { type Giving, giveAction } from './give.ts';
export { ACTION, RECOMMENDATION } from './policy.ts';
export { type ActionLine, listActionsDue, listActionsOf } from './repository.ts';

/** Actions, recommendations and the work list. */
export const actionsModule: Module = {
  name: 'partnership/actions',
  policy: actionsPolicy,
  processes: [ACTION_PROCESS],
};
