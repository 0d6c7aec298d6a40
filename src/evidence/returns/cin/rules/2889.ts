import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The section 47 enquiry starts before the referral. */
export const rule2889: CinRule = {
  code: '2889',
  severity: 'error',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.S47ActualStartDate', 'CINdetails.CINreferralDate'],
  message: 'The section 47 enquiry starts before the referral.',
  why: why.pathway,
  mend: 'Correct whichever date is wrong, or move the enquiry to the episode to which it belongs.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (enquiry.started < episode.referred) fail([enquiry, 'S47ActualStartDate'], [episode, 'CINreferralDate']);
      }
    }
  },
  cases: [
    passes(episodes({ CINreferralDate: '2024-05-02', Section47: [{ S47ActualStartDate: '2024-05-02' }, {}] })),
    finds(
      { Section47: [0], CINdetails: [0] },
      episodes({ CINreferralDate: '2024-05-02', Section47: [{ S47ActualStartDate: '2024-05-01' }] }),
    ),
  ],
};
