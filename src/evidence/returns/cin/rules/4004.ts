import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The episode has more than one open child in need plan. */
export const rule4004: CinRule = {
  code: '4004',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanEndDate'],
  message: 'The episode has more than one open child in need plan.',
  why: why.oneAtATime,
  mend: 'End all but the plan that is really open.',
  reading: 'Named are the open plans, since it is they that have to be looked at.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      const open = episode.cinPlans.filter(({ ended }) => Number.isNaN(ended));
      if (open.length > 1) fail(...open.map((plan): Place => [plan, 'CINPlanEndDate']));
    }
  },
  cases: [
    passes(episodes({ CINPlanDates: [{}, { CINPlanEndDate: '2024-05-02' }] }, { CINPlanDates: [{}] })),
    finds({ CINplanDates: [0, 2] }, episodes({ CINPlanDates: [{}, { CINPlanEndDate: '2024-05-02' }, {}] })),
  ],
};
