import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child protection plan starts before the referral that led to it. */
export const rule1105: CinRule = {
  code: '1105',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPstartDate', 'CINdetails.CINreferralDate'],
  message: 'The child protection plan starts before the referral that led to it.',
  why: why.pathway,
  mend: 'Correct whichever date is wrong; a plan carried over from another authority starts here with the conference that took it on.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (plan.started < episode.referred) fail([plan, 'CPPstartDate'], [episode, 'CINreferralDate']);
      }
    }
  },
  cases: [
    passes(episodes({ CINreferralDate: '2024-05-02', ChildProtectionPlans: [{ CPPstartDate: '2024-05-02' }] })),
    finds(
      { ChildProtectionPlans: [0], CINdetails: [1] },
      episodes(
        { CINreferralDate: '2023-05-02' },
        { CINreferralDate: '2024-05-02', ChildProtectionPlans: [{ CPPstartDate: '2024-05-01' }] },
      ),
    ),
  ],
};
