import { isWeekend } from '../../day.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The day by which the initial conference is due is on a weekend. */
export const rule8870Q: CinRule = {
  code: '8870Q',
  severity: 'query',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.InitialCPCtarget'],
  message: 'The day by which the initial conference is due is on a weekend.',
  why: why.timeliness,
  mend: 'Count the 15 working days again from the strategy discussion.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (isWeekend(enquiry.target)) fail([enquiry, 'InitialCPCtarget']);
      }
    }
  },
  cases: [
    passes(episodes({ Section47: [{ InitialCPCtarget: '2024-05-03' }, {}] })),
    finds(
      { Section47: [0, 1] },
      episodes({ Section47: [{ InitialCPCtarget: '2024-05-04' }, { InitialCPCtarget: '2024-05-05' }] }),
    ),
  ],
};
