import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

const A_WEEK = 7;

/** The referral was made before the census year, yet it is one that led to no further action. */
export const rule8569Q: CinRule = {
  code: '8569Q',
  severity: 'query',
  table: 'CINdetails',
  reads: ['CINdetails.CINreferralDate', 'CINdetails.ReferralNFA'],
  message: 'The referral was made before the census year, yet it is one that led to no further action.',
  why: why.counts,
  mend: 'Leave it out: a referral without further action belongs in the return of the year in which it was made.',
  reading:
    'A referral may be decided on the working day after it, so one of the last working day before the census year passes. That day is counted from 1 April; it is never more than a week away, so older referrals are found without a calendar.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      if (episode.noFurtherAction !== true) continue;
      if (
        episode.referred < census.start - A_WEEK ||
        (episode.referred < census.start && episode.referred < census.workingDaysBefore(census.start, 1))
      )
        fail([episode, 'CINreferralDate']);
    }
  },
  cases: [
    passes(
      episodes(
        { CINreferralDate: '2024-04-01', ReferralNFA: 'true' },
        { CINreferralDate: '2024-03-28', ReferralNFA: '1' },
        { CINreferralDate: '2020-03-28', ReferralNFA: '0' },
        { ReferralNFA: '1' },
      ),
    ),
    finds(
      { CINdetails: [0, 1] },
      episodes(
        { CINreferralDate: '2024-03-27', ReferralNFA: 'true' },
        { CINreferralDate: '2023-03-27', ReferralNFA: 'true' },
      ),
    ),
  ],
};
