import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The referral date is missing or is after the census year. */
export const rule8600: CinRule = {
  code: '8600',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINreferralDate'],
  message: 'The referral date is missing or is after the census year.',
  why: why.counts,
  mend: 'Give the day of the referral; leave those of the next year for its return.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      if (Number.isNaN(episode.referred) || episode.referred > census.end) fail([episode, 'CINreferralDate']);
    }
  },
  cases: [
    { children: [episodes({ CINreferralDate: '2024-05-02' })], header: { Year: '2025' }, finds: 'cannot run' },
    passes(episodes({ CINreferralDate: '2025-03-31' })),
    finds({ CINdetails: [0, 1] }, episodes({ CINreferralDate: '2025-04-01' }, {})),
  ],
};
