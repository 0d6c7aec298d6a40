import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The open episode is not the child’s latest. */
export const rule8816: CinRule = {
  code: '8816',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINreferralDate', 'CINdetails.CINclosureDate', 'CINdetails.ReferralNFA'],
  message: 'The open episode is not the child’s latest.',
  why: why.oneAtATime,
  mend: 'Close the older episode, or correct the referral dates.',
  reading:
    'Of two episodes referred on the same day neither is later; they fail when both are open. Named besides the open episode is the latest one.',
  child: (child, { fail }) => {
    if (child.episodes.length < 2) return;
    for (const episode of child.episodes) {
      if (!episode.openAndActedOn) continue;
      let latest = episode;
      for (const other of child.episodes) {
        if (
          other.referred > latest.referred ||
          (latest === episode && other !== episode && other.referred === episode.referred && other.openAndActedOn)
        )
          latest = other;
      }
      if (latest !== episode) fail([episode, 'CINreferralDate'], [latest, 'CINreferralDate']);
    }
  },
  cases: [
    passes(
      episodes(
        { CINreferralDate: '2024-05-02', ReferralNFA: '0', CINclosureDate: '2024-06-02' },
        { CINreferralDate: '2024-07-02', ReferralNFA: '0' },
        { CINreferralDate: '2024-07-02', ReferralNFA: '1' },
      ),
    ),
    finds(
      { CINdetails: [0, 2] },
      episodes(
        { CINreferralDate: '2024-05-02', ReferralNFA: '0' },
        { CINreferralDate: '2024-04-02', ReferralNFA: '1' },
        { CINreferralDate: '2024-07-02', ReferralNFA: '1' },
      ),
    ),
    finds(
      { CINdetails: [0, 1] },
      episodes(
        { CINreferralDate: '2024-05-02', ReferralNFA: '0' },
        { CINreferralDate: '2024-05-02', ReferralNFA: '0' },
      ),
    ),
  ],
};
