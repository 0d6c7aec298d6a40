import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment says that no factor was found (21) and names factors at once. */
export const rule8869: CinRule = {
  code: '8869',
  severity: 'error',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentFactors'],
  message: 'The assessment says that no factor was found (21) and names factors at once.',
  why: why.need,
  mend: 'Take out 21, or the factors beside it.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (assessment.factors.includes('21') && assessment.factors.some((factor) => factor !== '21'))
          fail([assessment, 'AssessmentFactors']);
      }
    }
  },
  cases: [
    passes(episodes({ Assessments: [{ AssessmentFactors: ['21'] }, { AssessmentFactors: ['1A', '1B'] }, {}] })),
    finds({ Assessments: [0] }, episodes({ Assessments: [{ AssessmentFactors: ['1A', '21'] }] })),
  ],
};
