import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A child protection plan starts while a child in need plan is open. */
export const rule4017: CinRule = {
  code: '4017',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanStartDate', 'CINplanDates.CINPlanEndDate', 'ChildProtectionPlans.CPPstartDate'],
  message: 'A child protection plan starts while a child in need plan is open.',
  why: why.oneAtATime,
  mend: 'End the child in need plan on the day on which the child protection plan starts.',
  reading:
    'All plans of the child are compared, across its episodes. A plan that has not ended is open on the reference date itself.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        for (const { protectionPlans } of child.episodes) {
          for (const protection of protectionPlans) {
            const during = Number.isNaN(plan.ended)
              ? protection.started <= census.end
              : protection.started < plan.ended;
            if (during && protection.started >= plan.started)
              fail([plan, 'CINPlanStartDate'], [plan, 'CINPlanEndDate'], [protection, 'CPPstartDate']);
          }
        }
      }
    }
  },
  cases: [
    passes(
      episodes({
        CINPlanDates: [{ CINPlanStartDate: '2024-05-02', CINPlanEndDate: '2024-06-03' }],
        ChildProtectionPlans: [{ CPPstartDate: '2024-06-03' }],
      }),
    ),
    finds(
      { CINplanDates: [0], ChildProtectionPlans: [0] },
      episodes(
        { CINPlanDates: [{ CINPlanStartDate: '2024-05-02' }] },
        { ChildProtectionPlans: [{ CPPstartDate: '2024-06-03' }] },
      ),
    ),
  ],
};
