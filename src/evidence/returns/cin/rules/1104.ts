import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The initial child protection conference after a section 47 enquiry is before the referral. */
export const rule1104: CinRule = {
  code: '1104',
  severity: 'error',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.DateOfInitialCPC', 'CINdetails.CINreferralDate'],
  message: 'The initial child protection conference after a section 47 enquiry is before the referral.',
  why: why.pathway,
  mend: 'Correct whichever date is wrong, or move the enquiry to the episode to which it belongs.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (enquiry.conference < episode.referred) fail([enquiry, 'DateOfInitialCPC'], [episode, 'CINreferralDate']);
      }
    }
  },
  cases: [
    passes(episodes({ CINreferralDate: '2024-05-02', Section47: [{ DateOfInitialCPC: '2024-05-02' }, {}] })),
    finds(
      { Section47: [0], CINdetails: [0] },
      episodes({ CINreferralDate: '2024-05-02', Section47: [{ DateOfInitialCPC: '2024-05-01' }] }),
    ),
  ],
};
