import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The factor 19A (sexual abuse) is no longer in use. */
export const rule8950Q: CinRule = {
  code: '8950Q',
  severity: 'query',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentFactors'],
  message: 'The factor 19A (sexual abuse) is no longer in use.',
  why: why.need,
  mend: 'Say who did it: 19B for another child, 19C for an adult.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (assessment.factors.some((factor) => factor.toUpperCase() === '19A'))
          fail([assessment, 'AssessmentFactors']);
      }
    }
  },
  cases: [
    passes(episodes({ Assessments: [{ AssessmentFactors: ['19B', '19C'] }, {}] })),
    finds(
      { Assessments: [0, 1] },
      episodes({ Assessments: [{ AssessmentFactors: ['1A', '19A'] }, { AssessmentFactors: ['19a'] }] }),
    ),
  ],
};
