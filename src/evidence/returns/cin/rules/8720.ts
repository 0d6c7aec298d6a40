import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The start date of the child protection plan is missing or is after the census year. */
export const rule8720: CinRule = {
  code: '8720',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPstartDate'],
  message: 'The start date of the child protection plan is missing or is after the census year.',
  why: why.protection,
  mend: 'Give the day of the conference that made the plan; leave plans of the next year for its return.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (Number.isNaN(plan.started) || plan.started > census.end) fail([plan, 'CPPstartDate']);
      }
    }
  },
  cases: [
    passes(episodes({ ChildProtectionPlans: [{ CPPstartDate: '2025-03-31' }] })),
    finds({ ChildProtectionPlans: [0, 1] }, episodes({ ChildProtectionPlans: [{ CPPstartDate: '2025-04-01' }, {}] })),
  ],
};
