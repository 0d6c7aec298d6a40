import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child protection plan starts and ends on the same day. */
export const rule8840: CinRule = {
  code: '8840',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPstartDate', 'ChildProtectionPlans.CPPendDate'],
  message: 'The child protection plan starts and ends on the same day.',
  why: why.protection,
  mend: 'Correct the end date, or take out a plan that was opened by mistake.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (plan.started === plan.ended) fail([plan, 'CPPstartDate'], [plan, 'CPPendDate']);
      }
    }
  },
  cases: [
    passes(episodes({ ChildProtectionPlans: [{ CPPstartDate: '2024-05-02', CPPendDate: '2024-05-03' }, {}] })),
    finds(
      { ChildProtectionPlans: [0] },
      episodes({ ChildProtectionPlans: [{ CPPstartDate: '2024-05-02', CPPendDate: '2024-05-02' }] }),
    ),
  ],
};
