import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** More than one section 47 enquiry of the episode awaits its conference. */
export const rule8839: CinRule = {
  code: '8839',
  severity: 'error',
  table: 'Section47',
  needs: 'Section47',
  reads: ['Section47.DateOfInitialCPC', 'Section47.ICPCnotRequired'],
  message: 'More than one section 47 enquiry of the episode awaits its conference.',
  why: why.oneAtATime,
  mend: 'Give the conferences’ dates, or say on the enquiries that led to none that none is needed.',
  reading: 'Named are the enquiries that await a conference.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      const open = episode.enquiries.filter((enquiry) => enquiry.awaitsConference);
      if (open.length > 1) fail(...open.map((enquiry): Place => [enquiry, 'DateOfInitialCPC']));
    }
  },
  cases: [
    passes(
      episodes(
        { Section47: [{}, { ICPCnotRequired: 'true' }, { DateOfInitialCPC: '2024-05-02' }] },
        { Section47: [{}] },
      ),
    ),
    finds({ Section47: [0, 2] }, episodes({ Section47: [{}, { ICPCnotRequired: '1' }, { ICPCnotRequired: '0' }] })),
  ],
};
