import { overlapping } from '../overlapping.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Two assessments of the episode overlap. */
export const rule8863Q: CinRule = {
  code: '8863Q',
  severity: 'query',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentActualStartDate', 'Assessments.AssessmentAuthorisationDate'],
  message: 'Two assessments of the episode overlap.',
  why: why.oneAtATime,
  mend: 'Complete the earlier assessment before the next one starts, or send one if they are the same.',
  reading:
    'Both days of an assessment belong to it; one that is not completed lasts to the reference date. Two with the same days overlap like any others.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      if (episode.assessments.length < 2) continue;
      for (const [one, other] of overlapping(
        episode.assessments.map((assessment) => ({
          of: assessment,
          from: assessment.started,
          to: Number.isNaN(assessment.completed) ? census.end : assessment.completed,
        })),
      ))
        fail(
          [one, 'AssessmentActualStartDate'],
          [one, 'AssessmentAuthorisationDate'],
          [other, 'AssessmentActualStartDate'],
          [other, 'AssessmentAuthorisationDate'],
        );
    }
  },
  cases: [
    passes(
      episodes(
        {
          Assessments: [
            { AssessmentActualStartDate: '2024-05-02', AssessmentAuthorisationDate: '2024-06-02' },
            { AssessmentActualStartDate: '2024-06-03' },
          ],
        },
        { Assessments: [{ AssessmentActualStartDate: '2024-05-02' }] },
      ),
    ),
    finds(
      { Assessments: [0, 1] },
      episodes({
        Assessments: [
          { AssessmentActualStartDate: '2024-05-02', AssessmentAuthorisationDate: '2024-06-02' },
          { AssessmentActualStartDate: '2024-06-02' },
        ],
      }),
    ),
    finds(
      { Assessments: [0, 1] },
      episodes({
        Assessments: [
          { AssessmentActualStartDate: '2024-05-02', AssessmentAuthorisationDate: '2024-06-02' },
          { AssessmentActualStartDate: '2024-05-02', AssessmentAuthorisationDate: '2024-06-02' },
        ],
      }),
    ),
  ],
};
