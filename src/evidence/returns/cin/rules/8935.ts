import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child has more than one open child protection plan. */
export const rule8935: CinRule = {
  code: '8935',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPendDate'],
  message: 'The child has more than one open child protection plan.',
  why: why.oneAtATime,
  mend: 'End all but the plan that is really open.',
  reading:
    'All plans of the child count together, whichever episode they stand in: the number of a plan starts anew in each episode and says nothing here. Named are the open plans.',
  child: (child, { fail }) => {
    const open = child.protectionPlans.filter(({ ended }) => Number.isNaN(ended));
    if (open.length > 1) fail(...open.map((plan): Place => [plan, 'CPPendDate']));
  },
  cases: [
    passes(episodes({ ChildProtectionPlans: [{}, { CPPendDate: '2024-05-02' }] })),
    finds({ ChildProtectionPlans: [0, 1] }, episodes({ ChildProtectionPlans: [{}] }, { ChildProtectionPlans: [{}] })),
    finds({ ChildProtectionPlans: [0, 1] }, episodes({ ChildProtectionPlans: [{}, {}] })),
  ],
};
