import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The referral led to no further action, yet there is an assessment, a section 47 enquiry or a conference. */
export const rule8831: CinRule = {
  code: '8831',
  severity: 'error',
  table: 'CINdetails',
  reads: [
    'CINdetails.ReferralNFA',
    'CINdetails.DateOfInitialCPC',
    'Assessments.AssessmentActualStartDate',
    'Section47.S47ActualStartDate',
    'Assessments.AssessmentAuthorisationDate',
    'Section47.DateOfInitialCPC',
  ],
  message: 'The referral led to no further action, yet there is an assessment, a section 47 enquiry or a conference.',
  why: why.pathway,
  mend: 'Set “no further action” to false if they are real; otherwise take them out.',
  reading: 'An assessment or enquiry is there when it has any date.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (episode.noFurtherAction !== true) continue;
      const more: Place[] = [
        ...episode.assessments
          .filter(({ started, completed }) => !Number.isNaN(started) || !Number.isNaN(completed))
          .map((assessment): Place => [assessment, 'AssessmentActualStartDate']),
        ...episode.enquiries
          .filter(({ started, conference }) => !Number.isNaN(started) || !Number.isNaN(conference))
          .map((enquiry): Place => [enquiry, 'S47ActualStartDate']),
      ];
      if (!Number.isNaN(episode.conference)) more.push([episode, 'DateOfInitialCPC']);
      if (more.length > 0) fail([episode, 'ReferralNFA'], ...more);
    }
  },
  cases: [
    passes(
      episodes(
        { ReferralNFA: 'true' },
        {
          ReferralNFA: '0',
          DateOfInitialCPC: '2024-05-02',
          Assessments: [{ AssessmentActualStartDate: '2024-05-02' }],
        },
      ),
    ),
    finds(
      { CINdetails: [0], Assessments: [0] },
      episodes({ ReferralNFA: 'true', Assessments: [{ AssessmentActualStartDate: '2024-05-02' }, {}] }),
    ),
    finds(
      { CINdetails: [0], Section47: [0] },
      episodes({ ReferralNFA: '1', Section47: [{ S47ActualStartDate: '2024-05-02' }] }),
    ),
    finds({ CINdetails: [0] }, episodes({ ReferralNFA: '1', DateOfInitialCPC: '2024-05-02' })),
  ],
};
