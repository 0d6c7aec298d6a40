import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The section 47 enquiry awaits its conference, but did not start in the census year. */
export const rule8740: CinRule = {
  code: '8740',
  severity: 'error',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.S47ActualStartDate', 'Section47.DateOfInitialCPC', 'Section47.ICPCnotRequired'],
  message: 'The section 47 enquiry awaits its conference, but did not start in the census year.',
  why: why.timeliness,
  mend: 'Give the conference’s date, or say that none is needed.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (enquiry.awaitsConference && !Number.isNaN(enquiry.started) && !census.holds(enquiry.started))
          fail([enquiry, 'S47ActualStartDate'], [enquiry, 'DateOfInitialCPC'], [enquiry, 'ICPCnotRequired']);
      }
    }
  },
  cases: [
    passes(
      episodes({
        Section47: [
          { S47ActualStartDate: '2024-04-01' },
          { S47ActualStartDate: '2024-03-01', ICPCnotRequired: 'true' },
          { S47ActualStartDate: '2024-03-01', DateOfInitialCPC: '2024-05-01' },
          {},
        ],
      }),
    ),
    finds(
      { Section47: [0, 1] },
      episodes({
        Section47: [
          { S47ActualStartDate: '2024-03-31', ICPCnotRequired: 'false' },
          { S47ActualStartDate: '2025-04-01' },
        ],
      }),
    ),
  ],
};
