import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child has more than one open episode that led to further action. */
export const rule8815: CinRule = {
  code: '8815',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINclosureDate', 'CINdetails.ReferralNFA'],
  message: 'The child has more than one open episode that led to further action.',
  why: why.oneAtATime,
  mend: 'Close all but the episode in which the child is worked with; a new contact about an open case is no new referral.',
  reading: 'Named are the open episodes that led to further action.',
  child: (child, { fail }) => {
    if (child.episodes.length < 2) return;
    const open = child.episodes.filter((episode) => episode.openAndActedOn);
    if (open.length > 1) fail(...open.map((episode): Place => [episode, 'CINclosureDate']));
  },
  cases: [
    passes(
      episodes({ ReferralNFA: 'false' }, { ReferralNFA: 'true' }, { ReferralNFA: '0', CINclosureDate: '2024-05-02' }),
    ),
    finds({ CINdetails: [0, 2] }, episodes({ ReferralNFA: 'false' }, { ReferralNFA: 'true' }, { ReferralNFA: '0' })),
  ],
};
