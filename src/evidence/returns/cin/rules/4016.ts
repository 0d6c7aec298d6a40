import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A child in need plan starts while a child protection plan is open. */
export const rule4016: CinRule = {
  code: '4016',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanStartDate', 'ChildProtectionPlans.CPPstartDate', 'ChildProtectionPlans.CPPendDate'],
  message: 'A child in need plan starts while a child protection plan is open.',
  why: why.oneAtATime,
  mend: 'Let the child in need plan start on the day on which the child protection plan ends.',
  reading:
    'All plans of the child are compared, across its episodes. A plan that has not ended is open on the reference date itself.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        for (const { protectionPlans } of child.episodes) {
          for (const protection of protectionPlans) {
            const during = Number.isNaN(protection.ended)
              ? plan.started <= census.end
              : plan.started < protection.ended;
            if (during && plan.started >= protection.started)
              fail([plan, 'CINPlanStartDate'], [protection, 'CPPstartDate'], [protection, 'CPPendDate']);
          }
        }
      }
    }
  },
  cases: [
    passes(
      episodes({
        CINPlanDates: [{ CINPlanStartDate: '2024-06-03' }],
        ChildProtectionPlans: [{ CPPstartDate: '2024-05-02', CPPendDate: '2024-06-03' }],
      }),
    ),
    finds(
      { CINplanDates: [0], ChildProtectionPlans: [0] },
      episodes(
        { CINPlanDates: [{ CINPlanStartDate: '2024-06-02' }] },
        { ChildProtectionPlans: [{ CPPstartDate: '2024-05-02', CPPendDate: '2024-06-03' }] },
      ),
    ),
    finds(
      { CINplanDates: [0], ChildProtectionPlans: [0] },
      episodes({
        CINPlanDates: [{ CINPlanStartDate: '2025-03-31' }],
        ChildProtectionPlans: [{ CPPstartDate: '2025-03-31' }],
      }),
    ),
  ],
};
