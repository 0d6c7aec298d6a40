import { overlapping } from '../overlapping.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Two section 47 enquiries of the episode overlap. */
export const rule8890: CinRule = {
  code: '8890',
  severity: 'error',
  table: 'CINdetails',
  needs: 'Section47',
  reads: ['Section47.S47ActualStartDate', 'Section47.DateOfInitialCPC', 'Section47.ICPCnotRequired'],
  message: 'Two section 47 enquiries of the episode overlap.',
  why: why.oneAtATime,
  mend: 'Send one enquiry if they are the same; otherwise correct the dates.',
  reading:
    'An enquiry lasts to its conference, both days included; one that awaits a conference lasts to the reference date, and one that needs none has no length. Two with the same days overlap like any others.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      if (episode.enquiries.length < 2) continue;
      for (const [one, other] of overlapping(
        episode.enquiries.map((enquiry) => ({
          of: enquiry,
          from: enquiry.started,
          to: enquiry.awaitsConference ? census.end : enquiry.conference,
        })),
      ))
        fail(
          [one, 'S47ActualStartDate'],
          [one, 'DateOfInitialCPC'],
          [other, 'S47ActualStartDate'],
          [other, 'DateOfInitialCPC'],
        );
    }
  },
  cases: [
    passes(
      episodes({
        Section47: [
          { S47ActualStartDate: '2024-05-02', DateOfInitialCPC: '2024-05-22' },
          { S47ActualStartDate: '2024-05-23' },
          { S47ActualStartDate: '2024-05-01', ICPCnotRequired: 'true' },
        ],
      }),
    ),
    finds(
      { Section47: [0, 1] },
      episodes({
        Section47: [
          { S47ActualStartDate: '2024-05-02', DateOfInitialCPC: '2024-05-22' },
          { S47ActualStartDate: '2024-05-22' },
        ],
      }),
    ),
  ],
};
