import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment is not completed, yet it has factors. */
export const rule8614: CinRule = {
  code: '8614',
  severity: 'error',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentAuthorisationDate', 'Assessments.AssessmentFactors'],
  message: 'The assessment is not completed, yet it has factors.',
  why: why.need,
  mend: 'Give the date of authorisation, or leave the factors out until the assessment is completed.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (Number.isNaN(assessment.completed) && assessment.factors.length > 0)
          fail([assessment, 'AssessmentAuthorisationDate'], [assessment, 'AssessmentFactors']);
      }
    }
  },
  cases: [
    passes(episodes({ Assessments: [{ AssessmentAuthorisationDate: '2024-05-02', AssessmentFactors: ['1A'] }, {}] })),
    finds({ Assessments: [0] }, episodes({ Assessments: [{ AssessmentFactors: ['1A'] }] })),
  ],
};
