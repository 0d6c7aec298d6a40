import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The number of earlier child protection plans is missing or is no number from zero up. */
export const rule8730: CinRule = {
  code: '8730',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.NumberOfPreviousCPP'],
  message: 'The number of earlier child protection plans is missing or is no number from zero up.',
  why: why.protection,
  mend: 'Count the child’s earlier plans, those of other authorities among them; 0 when there was none.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (!/^\+?\d+$/.test(plan.earlierPlans)) fail([plan, 'NumberOfPreviousCPP']);
      }
    }
  },
  cases: [
    passes(episodes({ ChildProtectionPlans: [{ NumberOfPreviousCPP: '0' }, { NumberOfPreviousCPP: '12' }] })),
    finds(
      { ChildProtectionPlans: [0, 1, 2] },
      episodes({ ChildProtectionPlans: [{ NumberOfPreviousCPP: '-1' }, {}, { NumberOfPreviousCPP: 'two' }] }),
    ),
  ],
};
