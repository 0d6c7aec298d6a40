import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment was completed before it started. */
export const rule8608: CinRule = {
  code: '8608',
  severity: 'error',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentActualStartDate', 'Assessments.AssessmentAuthorisationDate'],
  message: 'The assessment was completed before it started.',
  why: why.timeliness,
  mend: 'Correct whichever date is wrong; they may have been swapped.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (assessment.completed < assessment.started)
          fail([assessment, 'AssessmentActualStartDate'], [assessment, 'AssessmentAuthorisationDate']);
      }
    }
  },
  cases: [
    passes(
      episodes({
        Assessments: [
          { AssessmentActualStartDate: '2024-05-02', AssessmentAuthorisationDate: '2024-05-02' },
          { AssessmentActualStartDate: '2024-05-02' },
        ],
      }),
    ),
    finds(
      { Assessments: [0] },
      episodes({
        Assessments: [{ AssessmentActualStartDate: '2024-05-02', AssessmentAuthorisationDate: '2024-05-01' }],
      }),
    ),
  ],
};
