import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The case closed outside the census year. */
export const rule8620: CinRule = {
  code: '8620',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINclosureDate'],
  message: 'The case closed outside the census year.',
  why: why.counts,
  mend: 'Correct the date; leave out cases closed before the year, and leave the date open where it is after it.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      if (!Number.isNaN(episode.closed) && !census.holds(episode.closed)) fail([episode, 'CINclosureDate']);
    }
  },
  cases: [
    passes(episodes({ CINclosureDate: '2024-04-01' }, { CINclosureDate: '2025-03-31' }, {})),
    finds({ CINdetails: [0, 1] }, episodes({ CINclosureDate: '2024-03-31' }, { CINclosureDate: '2025-04-01' })),
  ],
};
