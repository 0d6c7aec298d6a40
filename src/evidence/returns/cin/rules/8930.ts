import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child protection plan ends outside the census year. */
export const rule8930: CinRule = {
  code: '8930',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPendDate'],
  message: 'The child protection plan ends outside the census year.',
  why: why.counts,
  mend: 'Correct the date; leave out plans that ended before the year, and leave the end open where it is after it.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (!Number.isNaN(plan.ended) && !census.holds(plan.ended)) fail([plan, 'CPPendDate']);
      }
    }
  },
  cases: [
    passes(episodes({ ChildProtectionPlans: [{ CPPendDate: '2024-04-01' }, { CPPendDate: '2025-03-31' }, {}] })),
    finds(
      { ChildProtectionPlans: [0, 1] },
      episodes({ ChildProtectionPlans: [{ CPPendDate: '2024-03-31' }, { CPPendDate: '2025-04-01' }] }),
    ),
  ],
};
