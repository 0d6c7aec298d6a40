import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child in need plan starts and ends on the same day. */
export const rule4012Q: CinRule = {
  code: '4012Q',
  severity: 'query',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanStartDate', 'CINplanDates.CINPlanEndDate'],
  message: 'The child in need plan starts and ends on the same day.',
  why: why.timeliness,
  mend: 'Correct the end date, or take out a plan that was opened by mistake.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (plan.started === plan.ended) fail([plan, 'CINPlanStartDate'], [plan, 'CINPlanEndDate']);
      }
    }
  },
  cases: [
    passes(episodes({ CINPlanDates: [{ CINPlanStartDate: '2024-05-02', CINPlanEndDate: '2024-05-03' }, {}] })),
    finds(
      { CINplanDates: [0] },
      episodes({ CINPlanDates: [{ CINPlanStartDate: '2024-05-02', CINPlanEndDate: '2024-05-02' }] }),
    ),
  ],
};
