import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment was completed outside the census year. */
export const rule8696: CinRule = {
  code: '8696',
  severity: 'error',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentAuthorisationDate'],
  message: 'The assessment was completed outside the census year.',
  why: why.counts,
  mend: 'Correct the date; leave out assessments completed before the year, and leave the date open where it is after it.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (!Number.isNaN(assessment.completed) && !census.holds(assessment.completed))
          fail([assessment, 'AssessmentAuthorisationDate']);
      }
    }
  },
  cases: [
    passes(
      episodes({
        Assessments: [{ AssessmentAuthorisationDate: '2024-04-01' }, { AssessmentAuthorisationDate: '2025-03-31' }, {}],
      }),
    ),
    finds(
      { Assessments: [0, 1] },
      episodes({
        Assessments: [{ AssessmentAuthorisationDate: '2024-03-31' }, { AssessmentAuthorisationDate: '2025-04-01' }],
      }),
    ),
  ],
};
