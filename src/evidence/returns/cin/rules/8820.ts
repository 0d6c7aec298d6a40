import type { Episode } from '../child.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Two episodes of the child overlap. */
export const rule8820: CinRule = {
  code: '8820',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINreferralDate', 'CINdetails.CINclosureDate', 'CINdetails.ReferralNFA'],
  message: 'Two episodes of the child overlap.',
  why: why.oneAtATime,
  mend: 'Close the earlier episode before the next referral, or send one episode if they are the same.',
  reading:
    'An open episode lasts to the reference date when it led to further action; otherwise it has no length. A referral on the day on which the other episode closes does not overlap.',
  child: (child, { census, fail }) => {
    const all = child.episodes;
    if (all.length < 2) return;
    for (const [place, one] of all.entries()) {
      for (const other of all.slice(place + 1)) {
        if (within(one, other) || within(other, one))
          fail(
            [one, 'CINreferralDate'],
            [one, 'CINclosureDate'],
            [other, 'CINreferralDate'],
            [other, 'CINclosureDate'],
          );
      }
    }
    function within(one: Episode, other: Episode): boolean {
      if (!(one.referred >= other.referred)) return false;
      return one.referred < (other.openAndActedOn ? census.end : other.closed);
    }
  },
  cases: [
    passes(
      episodes(
        { CINreferralDate: '2024-05-02', CINclosureDate: '2024-06-02' },
        { CINreferralDate: '2024-06-02', ReferralNFA: 'false' },
        { CINreferralDate: '2024-04-02', ReferralNFA: 'true' },
      ),
    ),
    finds(
      { CINdetails: [0, 1] },
      episodes(
        { CINreferralDate: '2024-05-02', CINclosureDate: '2024-06-02' },
        { CINreferralDate: '2024-06-01', ReferralNFA: 'true' },
      ),
    ),
    finds(
      { CINdetails: [0, 1] },
      episodes(
        { CINreferralDate: '2024-07-02', CINclosureDate: '2024-08-02' },
        { CINreferralDate: '2024-06-01', ReferralNFA: 'false' },
      ),
    ),
  ],
};
