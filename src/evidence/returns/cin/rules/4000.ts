import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The referral led to no further action, yet there is a child in need plan. */
export const rule4000: CinRule = {
  code: '4000',
  severity: 'error',
  table: 'CINplanDates',
  needs: 'CINplanDates',
  reads: ['CINplanDates.CINPlanStartDate', 'CINdetails.ReferralNFA'],
  message: 'The referral led to no further action, yet there is a child in need plan.',
  why: why.pathway,
  mend: 'Set “no further action” to false if the plan is real; otherwise take the plan out.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (episode.noFurtherAction === true) fail([episode, 'ReferralNFA'], [plan, 'CINPlanStartDate']);
      }
    }
  },
  cases: [
    passes(episodes({ ReferralNFA: 'false', CINPlanDates: [{}] }, { ReferralNFA: '1' }, { CINPlanDates: [{}] })),
    finds({ CINdetails: [0], CINplanDates: [0, 1] }, episodes({ ReferralNFA: 'true', CINPlanDates: [{}, {}] })),
  ],
};
