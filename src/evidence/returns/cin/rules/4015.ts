import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child in need plan starts before the referral. */
export const rule4015: CinRule = {
  code: '4015',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanStartDate', 'CINdetails.CINreferralDate'],
  message: 'The child in need plan starts before the referral.',
  why: why.pathway,
  mend: 'Correct whichever date is wrong, or move the plan to the episode to which it belongs.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (plan.started < episode.referred) fail([plan, 'CINPlanStartDate'], [episode, 'CINreferralDate']);
      }
    }
  },
  cases: [
    passes(episodes({ CINreferralDate: '2024-05-02', CINPlanDates: [{ CINPlanStartDate: '2024-05-02' }, {}] })),
    finds(
      { CINplanDates: [0], CINdetails: [0] },
      episodes({ CINreferralDate: '2024-05-02', CINPlanDates: [{ CINPlanStartDate: '2024-05-01' }] }),
    ),
  ],
};
