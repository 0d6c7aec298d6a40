import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A child in need plan ends after the child’s death. */
export const rule4009Q: CinRule = {
  code: '4009Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  needs: 'CINplanDates',
  reads: ['ChildIdentifiers.PersonDeathDate', 'CINplanDates.CINPlanEndDate'],
  message: 'A child in need plan ends after the child’s death.',
  why: why.timeliness,
  mend: 'End the plan on the day of the death, or explain.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.cinPlans) {
        if (plan.ended > child.identifiers.died) fail([child.identifiers, 'PersonDeathDate'], [plan, 'CINPlanEndDate']);
      }
    }
  },
  cases: [
    passes({ PersonDeathDate: '2024-05-02', ...episodes({ CINPlanDates: [{ CINPlanEndDate: '2024-05-02' }, {}] }) }),
    finds(
      { ChildIdentifiers: [0], CINplanDates: [0] },
      { PersonDeathDate: '2024-05-02', ...episodes({ CINPlanDates: [{ CINPlanEndDate: '2024-05-03' }] }) },
    ),
  ],
};
