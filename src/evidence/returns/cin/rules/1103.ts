import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The assessment starts before the referral that led to it. */
export const rule1103: CinRule = {
  code: '1103',
  severity: 'error',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentActualStartDate', 'CINdetails.CINreferralDate'],
  message: 'The assessment starts before the referral that led to it.',
  why: why.pathway,
  mend: 'Correct whichever date is wrong, or move the assessment to the episode in which it was made.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const assessment of episode.assessments) {
        if (assessment.started < episode.referred)
          fail([assessment, 'AssessmentActualStartDate'], [episode, 'CINreferralDate']);
      }
    }
  },
  cases: [
    passes(episodes({ CINreferralDate: '2024-05-02', Assessments: [{ AssessmentActualStartDate: '2024-05-02' }, {}] })),
    finds(
      { Assessments: [1], CINdetails: [0] },
      episodes({
        CINreferralDate: '2024-05-02',
        Assessments: [{ AssessmentActualStartDate: '2024-05-03' }, { AssessmentActualStartDate: '2024-05-01' }],
      }),
    ),
  ],
};
