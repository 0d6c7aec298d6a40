import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child protection plan starts after the child’s death. */
export const rule8915: CinRule = {
  code: '8915',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPstartDate', 'ChildIdentifiers.PersonDeathDate'],
  message: 'The child protection plan starts after the child’s death.',
  why: why.protection,
  mend: 'Correct whichever date is wrong.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (plan.started > child.identifiers.died) fail([plan, 'CPPstartDate'], [child.identifiers, 'PersonDeathDate']);
      }
    }
  },
  cases: [
    passes({
      PersonDeathDate: '2024-05-02',
      ...episodes({ ChildProtectionPlans: [{ CPPstartDate: '2024-05-02' }, {}] }),
    }),
    finds(
      { ChildProtectionPlans: [0], ChildIdentifiers: [0] },
      { PersonDeathDate: '2024-05-02', ...episodes({ ChildProtectionPlans: [{ CPPstartDate: '2024-05-03' }] }) },
    ),
  ],
};
