import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child in need plan ends before it starts. */
export const rule4011: CinRule = {
  code: '4011',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanStartDate', 'CINplanDates.CINPlanEndDate'],
  message: 'The child in need plan ends before it starts.',
  why: why.timeliness,
  mend: 'Correct whichever date is wrong; they may have been swapped.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (plan.ended < plan.started) fail([plan, 'CINPlanStartDate'], [plan, 'CINPlanEndDate']);
      }
    }
  },
  cases: [
    passes(
      episodes({
        CINPlanDates: [
          { CINPlanStartDate: '2024-05-02', CINPlanEndDate: '2024-05-02' },
          { CINPlanStartDate: '2024-05-02' },
        ],
      }),
    ),
    finds(
      { CINplanDates: [0] },
      episodes({ CINPlanDates: [{ CINPlanStartDate: '2024-05-02', CINPlanEndDate: '2024-05-01' }] }),
    ),
  ],
};
