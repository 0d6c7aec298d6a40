import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Days from conception to the expected birth, as the census counts them. */
const LONGEST_EXPECTED = 280;

/** The referral is more than 280 days before the child’s birth or expected birth. */
export const rule8606: CinRule = {
  code: '8606',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINreferralDate', 'ChildIdentifiers.PersonBirthDate', 'ChildIdentifiers.ExpectedPersonBirthDate'],
  message: 'The referral is more than 280 days before the child’s birth or expected birth.',
  why: why.characteristics,
  mend: 'Correct whichever date is wrong; the referral may be that of an older brother or sister.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      const { identifiers } = child;
      if (identifiers.born - episode.referred > LONGEST_EXPECTED)
        fail([episode, 'CINreferralDate'], [identifiers, 'PersonBirthDate']);
      else if (identifiers.expected - episode.referred > LONGEST_EXPECTED)
        fail([episode, 'CINreferralDate'], [identifiers, 'ExpectedPersonBirthDate']);
    }
  },
  cases: [
    passes(
      { PersonBirthDate: '2025-01-01', ...episodes({ CINreferralDate: '2024-03-27' }, {}) },
      episodes({ CINreferralDate: '2024-03-27' }),
    ),
    finds(
      { CINdetails: [0, 1], ChildIdentifiers: [0, 1] },
      { PersonBirthDate: '2025-01-01', ...episodes({ CINreferralDate: '2024-03-26' }) },
      { ExpectedPersonBirthDate: '2025-01-01', ...episodes({ CINreferralDate: '2024-03-26' }) },
    ),
  ],
};
