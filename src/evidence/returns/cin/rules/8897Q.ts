import { codesOf } from '../codes.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment is completed, but has no factor, or one that is no code of the census. */
export const rule8897Q: CinRule = {
  code: '8897Q',
  severity: 'query',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentAuthorisationDate', 'Assessments.AssessmentFactors'],
  message: 'The assessment is completed, but has no factor, or one that is no code of the census.',
  why: why.need,
  mend: 'Record every factor that the assessment found; 21 where it found none.',
  across: ({ census, fail }) => {
    const codes = codesOf('assessmentFactor', census.year);
    return {
      child: (child) => {
        for (const { assessments } of child.episodes) {
          for (const assessment of assessments) {
            const wrong = assessment.factors.length === 0 || assessment.factors.some((factor) => !codes.has(factor));
            if (wrong && assessment.completed >= census.start)
              fail([assessment, 'AssessmentAuthorisationDate'], [assessment, 'AssessmentFactors']);
          }
        }
      },
      end: () => {},
    };
  },
  cases: [
    passes(
      episodes({
        Assessments: [
          { AssessmentAuthorisationDate: '2024-05-02', AssessmentFactors: ['1A', '24A'] },
          {},
          { AssessmentAuthorisationDate: '2024-03-31' },
        ],
      }),
    ),
    finds(
      { Assessments: [0, 1] },
      episodes({
        Assessments: [
          { AssessmentAuthorisationDate: '2024-04-01' },
          { AssessmentAuthorisationDate: '2024-05-02', AssessmentFactors: ['1A', '99'] },
        ],
      }),
    ),
  ],
};
