import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child protection plan ends before it starts. */
export const rule8925: CinRule = {
  code: '8925',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPstartDate', 'ChildProtectionPlans.CPPendDate'],
  message: 'The child protection plan ends before it starts.',
  why: why.protection,
  mend: 'Correct whichever date is wrong; they may have been swapped.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (plan.ended < plan.started) fail([plan, 'CPPstartDate'], [plan, 'CPPendDate']);
      }
    }
  },
  cases: [
    passes(
      episodes({
        ChildProtectionPlans: [
          { CPPstartDate: '2024-05-02', CPPendDate: '2024-05-02' },
          { CPPstartDate: '2024-05-02' },
        ],
      }),
    ),
    finds(
      { ChildProtectionPlans: [0] },
      episodes({ ChildProtectionPlans: [{ CPPstartDate: '2024-05-02', CPPendDate: '2024-05-01' }] }),
    ),
  ],
};
