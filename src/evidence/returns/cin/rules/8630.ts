import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The case closed before the referral. */
export const rule8630: CinRule = {
  code: '8630',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINreferralDate', 'CINdetails.CINclosureDate'],
  message: 'The case closed before the referral.',
  why: why.timeliness,
  mend: 'Correct whichever date is wrong; they may have been swapped.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (episode.closed < episode.referred) fail([episode, 'CINreferralDate'], [episode, 'CINclosureDate']);
    }
  },
  cases: [
    passes(episodes({ CINreferralDate: '2024-05-02', CINclosureDate: '2024-05-02' }, { CINclosureDate: '2024-05-02' })),
    finds({ CINdetails: [0] }, episodes({ CINreferralDate: '2024-05-02', CINclosureDate: '2024-05-01' })),
  ],
};
