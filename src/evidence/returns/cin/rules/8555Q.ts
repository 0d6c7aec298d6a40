import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The referral is after the child’s death. */
export const rule8555Q: CinRule = {
  code: '8555Q',
  severity: 'query',
  table: 'CINdetails',
  reads: ['CINdetails.CINreferralDate', 'ChildIdentifiers.PersonDeathDate'],
  message: 'The referral is after the child’s death.',
  why: why.timeliness,
  mend: 'Correct whichever date is wrong; a referral made in a dead child’s name may belong to a brother or sister.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (episode.referred > child.identifiers.died)
        fail([episode, 'CINreferralDate'], [child.identifiers, 'PersonDeathDate']);
    }
  },
  cases: [
    passes({ PersonDeathDate: '2024-05-02', ...episodes({ CINreferralDate: '2024-05-02' }, {}) }),
    finds(
      { ChildIdentifiers: [0], CINdetails: [1] },
      {
        PersonDeathDate: '2024-05-02',
        ...episodes({ CINreferralDate: '2024-05-01' }, { CINreferralDate: '2024-05-03' }),
      },
    ),
  ],
};
