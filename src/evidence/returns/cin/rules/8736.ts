import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment is not completed, but did not start in the census year. */
export const rule8736: CinRule = {
  code: '8736',
  severity: 'error',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentActualStartDate', 'Assessments.AssessmentAuthorisationDate'],
  message: 'The assessment is not completed, but did not start in the census year.',
  why: why.timeliness,
  mend: 'Give the date of authorisation: an assessment that began before the year was completed or given up.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (
          Number.isNaN(assessment.completed) &&
          !Number.isNaN(assessment.started) &&
          !census.holds(assessment.started)
        )
          fail([assessment, 'AssessmentActualStartDate'], [assessment, 'AssessmentAuthorisationDate']);
      }
    }
  },
  cases: [
    passes(
      episodes({
        Assessments: [
          { AssessmentActualStartDate: '2024-04-01' },
          { AssessmentActualStartDate: '2024-03-31', AssessmentAuthorisationDate: '2024-05-02' },
          {},
        ],
      }),
    ),
    finds(
      { Assessments: [0, 1] },
      episodes({
        Assessments: [{ AssessmentActualStartDate: '2024-03-31' }, { AssessmentActualStartDate: '2025-04-01' }],
      }),
    ),
  ],
};
