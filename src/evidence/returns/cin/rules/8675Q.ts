import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The section 47 enquiry awaits its conference, and by the reference date its 15 working days were used up. */
export const rule8675Q: CinRule = {
  code: '8675Q',
  severity: 'query',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.S47ActualStartDate', 'Section47.DateOfInitialCPC', 'Section47.ICPCnotRequired'],
  message: 'The section 47 enquiry awaits its conference, and by the reference date its 15 working days were used up.',
  why: why.timeliness,
  mend: 'Give the conference’s date, or say that none is needed; otherwise explain the delay.',
  reading: 'The reference date counts as one of the working days, as in 8670Q.',
  across: ({ census, fail }) => {
    let limit: number | undefined;
    return {
      child: (child) => {
        for (const { enquiries } of child.episodes) {
          for (const enquiry of enquiries) {
            if (!enquiry.awaitsConference) continue;
            limit ??= census.workingDaysBefore(census.end, census.limits.conference - 1);
            if (enquiry.started < limit)
              fail([enquiry, 'S47ActualStartDate'], [enquiry, 'DateOfInitialCPC'], [enquiry, 'ICPCnotRequired']);
          }
        }
      },
      end: () => {},
    };
  },
  cases: [
    passes(
      episodes({
        Section47: [
          { S47ActualStartDate: '2025-03-11' },
          { S47ActualStartDate: '2025-01-11', ICPCnotRequired: 'true' },
          { S47ActualStartDate: '2025-01-11', DateOfInitialCPC: '2025-03-11' },
          {},
        ],
      }),
    ),
    finds(
      { Section47: [0, 1] },
      episodes({
        Section47: [
          { S47ActualStartDate: '2025-03-10' },
          { S47ActualStartDate: '2025-03-10', ICPCnotRequired: 'false' },
        ],
      }),
    ),
  ],
};
