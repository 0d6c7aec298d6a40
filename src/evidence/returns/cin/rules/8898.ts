import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment has the same factor twice. */
export const rule8898: CinRule = {
  code: '8898',
  severity: 'error',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentFactors'],
  message: 'The assessment has the same factor twice.',
  why: why.need,
  mend: 'Send each factor once.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        const { factors } = assessment;
        if (factors.some((factor, place) => factors.indexOf(factor) !== place)) fail([assessment, 'AssessmentFactors']);
      }
    }
  },
  cases: [
    passes(episodes({ Assessments: [{ AssessmentFactors: ['1A', '1B'] }, { AssessmentFactors: ['1A'] }, {}] })),
    finds({ Assessments: [0] }, episodes({ Assessments: [{ AssessmentFactors: ['1A', '1B', '1A'] }] })),
  ],
};
