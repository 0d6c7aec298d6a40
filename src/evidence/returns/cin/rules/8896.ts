import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** More than one assessment of the episode is not completed. */
export const rule8896: CinRule = {
  code: '8896',
  severity: 'error',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentAuthorisationDate'],
  message: 'More than one assessment of the episode is not completed.',
  why: why.oneAtATime,
  mend: 'Give the dates of authorisation of those that are.',
  reading: 'Named are the assessments that are not completed.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      const open = episode.assessments.filter(({ completed }) => Number.isNaN(completed));
      if (open.length > 1) fail(...open.map((assessment): Place => [assessment, 'AssessmentAuthorisationDate']));
    }
  },
  cases: [
    passes(episodes({ Assessments: [{}, { AssessmentAuthorisationDate: '2024-05-02' }] }, { Assessments: [{}] })),
    finds({ Assessments: [0, 2] }, episodes({ Assessments: [{}, { AssessmentAuthorisationDate: '2024-05-02' }, {}] })),
  ],
};
