import { isWeekend } from '../../day.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The initial conference is on a weekend. */
export const rule8875: CinRule = {
  code: '8875',
  severity: 'error',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.DateOfInitialCPC'],
  message: 'The initial conference is on a weekend.',
  why: why.timeliness,
  mend: 'Correct the date; conferences are held on working days.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (isWeekend(enquiry.conference)) fail([enquiry, 'DateOfInitialCPC']);
      }
    }
  },
  cases: [
    passes(episodes({ Section47: [{ DateOfInitialCPC: '2024-05-03' }, {}] })),
    finds(
      { Section47: [0, 1] },
      episodes({ Section47: [{ DateOfInitialCPC: '2024-05-04' }, { DateOfInitialCPC: '2024-05-05' }] }),
    ),
  ],
};
