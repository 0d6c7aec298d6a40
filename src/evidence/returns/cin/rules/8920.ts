import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child protection plan ends after the child’s death. */
export const rule8920: CinRule = {
  code: '8920',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPendDate', 'ChildIdentifiers.PersonDeathDate'],
  message: 'The child protection plan ends after the child’s death.',
  why: why.protection,
  mend: 'End the plan on the day of the death.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (plan.ended > child.identifiers.died) fail([plan, 'CPPendDate'], [child.identifiers, 'PersonDeathDate']);
      }
    }
  },
  cases: [
    passes({
      PersonDeathDate: '2024-05-02',
      ...episodes({ ChildProtectionPlans: [{ CPPendDate: '2024-05-02' }, {}] }),
    }),
    finds(
      { ChildProtectionPlans: [0], ChildIdentifiers: [0] },
      { PersonDeathDate: '2024-05-02', ...episodes({ ChildProtectionPlans: [{ CPPendDate: '2024-05-03' }] }) },
    ),
  ],
};
