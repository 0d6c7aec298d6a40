import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The section 47 enquiry has a conference, but its start date is missing or is after the conference. */
export const rule8615: CinRule = {
  code: '8615',
  severity: 'error',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.S47ActualStartDate', 'Section47.DateOfInitialCPC'],
  message: 'The section 47 enquiry has a conference, but its start date is missing or is after the conference.',
  why: why.timeliness,
  mend: 'Give the day of the strategy discussion that began the enquiry.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (
          enquiry.conference < enquiry.started ||
          (!Number.isNaN(enquiry.conference) && Number.isNaN(enquiry.started))
        )
          fail([enquiry, 'S47ActualStartDate'], [enquiry, 'DateOfInitialCPC']);
      }
    }
  },
  cases: [
    passes(
      episodes({
        Section47: [
          { S47ActualStartDate: '2024-05-02', DateOfInitialCPC: '2024-05-02' },
          {},
          { S47ActualStartDate: '2024-05-02' },
        ],
      }),
    ),
    finds(
      { Section47: [0, 1] },
      episodes({
        Section47: [
          { S47ActualStartDate: '2024-05-03', DateOfInitialCPC: '2024-05-02' },
          { DateOfInitialCPC: '2024-05-02' },
        ],
      }),
    ),
  ],
};
