import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child in need plan ends outside the census year. */
export const rule4013: CinRule = {
  code: '4013',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanEndDate'],
  message: 'The child in need plan ends outside the census year.',
  why: why.counts,
  mend: 'Correct the date; leave out plans that ended before the year, and leave the end open where it is after it.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (!Number.isNaN(plan.ended) && !census.holds(plan.ended)) fail([plan, 'CINPlanEndDate']);
      }
    }
  },
  cases: [
    passes(episodes({ CINPlanDates: [{ CINPlanEndDate: '2024-04-01' }, { CINPlanEndDate: '2025-03-31' }, {}] })),
    finds(
      { CINplanDates: [0, 1] },
      episodes({ CINPlanDates: [{ CINPlanEndDate: '2024-03-31' }, { CINPlanEndDate: '2025-04-01' }] }),
    ),
  ],
};
