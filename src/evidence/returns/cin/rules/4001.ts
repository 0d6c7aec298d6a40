import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A child in need plan is still open although a child protection plan of the episode is open, too. */
export const rule4001: CinRule = {
  code: '4001',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanEndDate', 'ChildProtectionPlans.CPPendDate'],
  message: 'A child in need plan is still open although a child protection plan of the episode is open, too.',
  why: why.oneAtATime,
  mend: 'End the child in need plan on the day on which the child protection plan started.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (!Number.isNaN(plan.ended)) continue;
        for (const protection of episode.protectionPlans)
          if (Number.isNaN(protection.ended)) fail([plan, 'CINPlanEndDate'], [protection, 'CPPendDate']);
      }
    }
  },
  cases: [
    passes(
      episodes(
        { CINPlanDates: [{}], ChildProtectionPlans: [{ CPPendDate: '2024-05-02' }] },
        { CINPlanDates: [{ CINPlanEndDate: '2024-05-02' }], ChildProtectionPlans: [{}] },
      ),
    ),
    finds(
      { CINplanDates: [1], ChildProtectionPlans: [0] },
      episodes({ CINPlanDates: [{ CINPlanEndDate: '2024-05-02' }, {}], ChildProtectionPlans: [{}] }),
    ),
  ],
};
