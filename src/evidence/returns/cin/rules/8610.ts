import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The referral led to further action, but the child’s main need is missing. */
export const rule8610: CinRule = {
  code: '8610',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.ReferralNFA', 'CINdetails.PrimaryNeedCode'],
  message: 'The referral led to further action, but the child’s main need is missing.',
  why: why.need,
  mend: 'Record the main need that the first assessment found; N0 is for a need that was not stated.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (episode.noFurtherAction === false && episode.need === '')
        fail([episode, 'ReferralNFA'], [episode, 'PrimaryNeedCode']);
    }
  },
  cases: [
    passes(episodes({ ReferralNFA: 'false', PrimaryNeedCode: 'N1' }, { ReferralNFA: 'true' }, {})),
    finds({ CINdetails: [0] }, episodes({ ReferralNFA: '0' })),
  ],
};
