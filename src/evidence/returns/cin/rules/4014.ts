import { overlapping } from '../overlapping.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Two child in need plans of the child overlap. */
export const rule4014: CinRule = {
  code: '4014',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanStartDate', 'CINplanDates.CINPlanEndDate'],
  message: 'Two child in need plans of the child overlap.',
  why: why.oneAtATime,
  mend: 'End the earlier plan before the later one starts, or send one plan if they are the same.',
  reading:
    'All plans of the child are compared, across its episodes. Both days of a plan belong to it; one that is open lasts to the reference date.',
  child: (child, { census, fail }) => {
    const plans = child.cinPlans;
    if (plans.length < 2) return;
    for (const [one, other] of overlapping(
      plans.map((plan) => ({ of: plan, from: plan.started, to: Number.isNaN(plan.ended) ? census.end : plan.ended })),
    ))
      fail([one, 'CINPlanStartDate'], [one, 'CINPlanEndDate'], [other, 'CINPlanStartDate'], [other, 'CINPlanEndDate']);
  },
  cases: [
    passes(
      episodes({
        CINPlanDates: [
          { CINPlanStartDate: '2024-05-02', CINPlanEndDate: '2024-06-02' },
          { CINPlanStartDate: '2024-06-03' },
        ],
      }),
    ),
    finds(
      { CINplanDates: [0, 1] },
      episodes(
        { CINPlanDates: [{ CINPlanStartDate: '2024-05-02', CINPlanEndDate: '2024-06-03' }] },
        { CINPlanDates: [{ CINPlanStartDate: '2024-06-03' }] },
      ),
    ),
  ],
};
