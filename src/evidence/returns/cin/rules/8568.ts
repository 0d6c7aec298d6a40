import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Whether the referral led to no further action is missing, or is neither true nor false (1 or 0). */
export const rule8568: CinRule = {
  code: '8568',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.ReferralNFA'],
  message: 'Whether the referral led to no further action is missing, or is neither true nor false (1 or 0).',
  why: why.pathway,
  mend: 'Record whether anything followed the referral.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (episode.noFurtherAction === undefined) fail([episode, 'ReferralNFA']);
    }
  },
  cases: [
    passes(episodes({ ReferralNFA: '1' }, { ReferralNFA: '0' }, { ReferralNFA: 'true' }, { ReferralNFA: 'false' })),
    finds({ CINdetails: [0, 1] }, episodes({ ReferralNFA: '2' }, {})),
  ],
};
