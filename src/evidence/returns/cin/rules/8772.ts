import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The UPN is said to be missing because no referral led to further action (UN7), but one did, or it is not said. */
export const rule8772: CinRule = {
  code: '8772',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.UPNunknown', 'CINdetails.ReferralNFA'],
  message:
    'The UPN is said to be missing because no referral led to further action (UN7), but one did, or it is not said.',
  why: why.match,
  mend: 'Give the UPN, or another reason for having none.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (child.identifiers.upnUnknown === 'UN7' && episode.noFurtherAction !== true)
        fail([child.identifiers, 'UPNunknown'], [episode, 'ReferralNFA']);
    }
  },
  cases: [
    passes(
      { UPNunknown: 'UN7', ...episodes({ ReferralNFA: '1' }, { ReferralNFA: 'true' }) },
      { UPNunknown: 'UN2', ...episodes({ ReferralNFA: '0' }) },
    ),
    finds(
      { ChildIdentifiers: [0], CINdetails: [1, 2] },
      { UPNunknown: 'UN7', ...episodes({ ReferralNFA: '1' }, { ReferralNFA: 'false' }, {}) },
    ),
  ],
};
