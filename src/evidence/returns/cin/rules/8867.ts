import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The case is closed, but an assessment in it was not completed. */
export const rule8867: CinRule = {
  code: '8867',
  severity: 'error',
  table: 'CINdetails',
  needs: 'Assessments',
  reads: ['CINdetails.CINclosureDate', 'Assessments.AssessmentAuthorisationDate'],
  message: 'The case is closed, but an assessment in it was not completed.',
  why: why.closure,
  mend: 'Give the date of authorisation, or reopen the case until the assessment is completed.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (!Number.isNaN(episode.closed) && Number.isNaN(assessment.completed))
          fail([episode, 'CINclosureDate'], [assessment, 'AssessmentAuthorisationDate']);
      }
    }
  },
  cases: [
    passes(
      episodes(
        { CINclosureDate: '2024-05-02', Assessments: [{ AssessmentAuthorisationDate: '2024-05-02' }] },
        { Assessments: [{}] },
      ),
    ),
    finds(
      { CINdetails: [0], Assessments: [1] },
      episodes({ CINclosureDate: '2024-05-02', Assessments: [{ AssessmentAuthorisationDate: '2024-05-02' }, {}] }),
    ),
  ],
};
