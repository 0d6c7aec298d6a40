import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The start date of the child in need plan is missing or is after the census year. */
export const rule4010: CinRule = {
  code: '4010',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanStartDate'],
  message: 'The start date of the child in need plan is missing or is after the census year.',
  why: why.counts,
  mend: 'Give the day on which the plan began; leave plans of the next year for its return.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (Number.isNaN(plan.started) || plan.started > census.end) fail([plan, 'CINPlanStartDate']);
      }
    }
  },
  cases: [
    passes(episodes({ CINPlanDates: [{ CINPlanStartDate: '2025-03-31' }] })),
    finds({ CINplanDates: [0, 1] }, episodes({ CINPlanDates: [{ CINPlanStartDate: '2025-04-01' }, {}] })),
  ],
};
