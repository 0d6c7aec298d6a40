import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The referral led to no further action, yet there is a child protection plan. */
export const rule8832: CinRule = {
  code: '8832',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['CINdetails.ReferralNFA', 'ChildProtectionPlans.CPPstartDate'],
  message: 'The referral led to no further action, yet there is a child protection plan.',
  why: why.pathway,
  mend: 'Set “no further action” to false if the plan is real; otherwise take the plan out.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (episode.noFurtherAction === true) fail([episode, 'ReferralNFA'], [plan, 'CPPstartDate']);
      }
    }
  },
  cases: [
    passes(
      episodes(
        { ReferralNFA: 'false', ChildProtectionPlans: [{}] },
        { ReferralNFA: '1' },
        { ChildProtectionPlans: [{}] },
      ),
    ),
    finds(
      { CINdetails: [0], ChildProtectionPlans: [0] },
      episodes({ ReferralNFA: 'true', ChildProtectionPlans: [{}] }),
    ),
  ],
};
