import { dayOf } from '../../day.ts';
import { codesOf } from '../codes.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The source of a referral is asked for since then. */
const ASKED_SINCE = dayOf('2013-04-01');

/** Who made the referral is missing or is no code of the census. */
export const rule8866: CinRule = {
  code: '8866',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINreferralDate', 'CINdetails.ReferralSource'],
  message: 'Who made the referral is missing or is no code of the census.',
  why: why.counts,
  mend: 'Record who referred the child; 10 is for an unknown source, 9 for an anonymous one.',
  across: ({ census, fail }) => {
    const codes = codesOf('referralSource', census.year);
    return {
      child: (child) => {
        for (const episode of child.episodes)
          if (episode.referred >= ASKED_SINCE && !codes.has(episode.source))
            fail([episode, 'CINreferralDate'], [episode, 'ReferralSource']);
      },
      end: () => {},
    };
  },
  cases: [
    passes(episodes({ CINreferralDate: '2024-05-02', ReferralSource: '1A' }, { CINreferralDate: '2013-03-31' }, {})),
    finds(
      { CINdetails: [0, 1] },
      episodes({ CINreferralDate: '2024-05-02', ReferralSource: '1Z' }, { CINreferralDate: '2013-04-01' }),
    ),
  ],
};
