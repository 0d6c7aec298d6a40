import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The factor 18A (physical abuse) is no longer in use. */
export const rule8945Q: CinRule = {
  code: '8945Q',
  severity: 'query',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentFactors'],
  message: 'The factor 18A (physical abuse) is no longer in use.',
  why: why.need,
  mend: 'Say who did it: 18B for another child, 18C for an adult.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (assessment.factors.some((factor) => factor.toUpperCase() === '18A'))
          fail([assessment, 'AssessmentFactors']);
      }
    }
  },
  cases: [
    passes(episodes({ Assessments: [{ AssessmentFactors: ['18B', '18C'] }, {}] })),
    finds(
      { Assessments: [0, 1] },
      episodes({ Assessments: [{ AssessmentFactors: ['1A', '18A'] }, { AssessmentFactors: ['18a'] }] }),
    ),
  ],
};
