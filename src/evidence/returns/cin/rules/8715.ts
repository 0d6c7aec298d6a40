import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The initial conference after a section 47 enquiry was held outside the census year. */
export const rule8715: CinRule = {
  code: '8715',
  severity: 'error',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.DateOfInitialCPC'],
  message: 'The initial conference after a section 47 enquiry was held outside the census year.',
  why: why.counts,
  mend: 'Correct the date; leave out enquiries whose conference was before the year, and leave the date open where it is after it.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (!Number.isNaN(enquiry.conference) && !census.holds(enquiry.conference)) fail([enquiry, 'DateOfInitialCPC']);
      }
    }
  },
  cases: [
    passes(episodes({ Section47: [{ DateOfInitialCPC: '2024-04-01' }, { DateOfInitialCPC: '2025-03-31' }, {}] })),
    finds(
      { Section47: [0, 1] },
      episodes({ Section47: [{ DateOfInitialCPC: '2024-03-31' }, { DateOfInitialCPC: '2025-04-01' }] }),
    ),
  ],
};
