import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A child in need plan starts after the child’s death. */
export const rule4008: CinRule = {
  code: '4008',
  severity: 'error',
  table: 'ChildIdentifiers',
  needs: 'CINplanDates',
  reads: ['ChildIdentifiers.PersonDeathDate', 'CINplanDates.CINPlanStartDate'],
  message: 'A child in need plan starts after the child’s death.',
  why: why.timeliness,
  mend: 'Correct whichever date is wrong.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (plan.started > child.identifiers.died)
          fail([child.identifiers, 'PersonDeathDate'], [plan, 'CINPlanStartDate']);
      }
    }
  },
  cases: [
    passes(
      { PersonDeathDate: '2024-05-02', ...episodes({ CINPlanDates: [{ CINPlanStartDate: '2024-05-02' }, {}] }) },
      episodes({ CINPlanDates: [{ CINPlanStartDate: '2024-05-02' }] }),
    ),
    finds(
      { ChildIdentifiers: [0], CINplanDates: [0] },
      { PersonDeathDate: '2024-05-02', ...episodes({ CINPlanDates: [{ CINPlanStartDate: '2024-05-03' }] }) },
    ),
  ],
};
