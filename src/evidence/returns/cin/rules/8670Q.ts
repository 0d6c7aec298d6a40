import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment is not completed, and by the reference date its 45 working days were used up. */
export const rule8670Q: CinRule = {
  code: '8670Q',
  severity: 'query',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentActualStartDate', 'Assessments.AssessmentAuthorisationDate'],
  message: 'The assessment is not completed, and by the reference date its 45 working days were used up.',
  why: why.timeliness,
  mend: 'Give the date of authorisation if it is completed; otherwise explain the delay.',
  reading:
    'The reference date counts as one of the working days: an assessment that is still open on the evening of its last day has used them all.',
  across: ({ census, fail }) => {
    let limit: number | undefined;
    return {
      child: (child) => {
        for (const { assessments } of child.episodes) {
          for (const assessment of assessments) {
            if (!Number.isNaN(assessment.completed)) continue;
            limit ??= census.workingDaysBefore(census.end, census.limits.assessment - 1);
            if (assessment.started < limit)
              fail([assessment, 'AssessmentActualStartDate'], [assessment, 'AssessmentAuthorisationDate']);
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
          { AssessmentActualStartDate: '2025-01-28' },
          { AssessmentActualStartDate: '2024-05-02', AssessmentAuthorisationDate: '2024-12-02' },
          {},
        ],
      }),
    ),
    finds({ Assessments: [0] }, episodes({ Assessments: [{ AssessmentActualStartDate: '2025-01-27' }] })),
  ],
};
