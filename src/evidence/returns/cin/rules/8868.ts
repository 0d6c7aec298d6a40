import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The case is closed, but a section 47 enquiry in it has neither a conference nor the mark that none is needed, or has both. */
export const rule8868: CinRule = {
  code: '8868',
  severity: 'error',
  table: 'CINdetails',
  needs: 'Section47',
  reads: ['CINdetails.CINclosureDate', 'Section47.DateOfInitialCPC', 'Section47.ICPCnotRequired'],
  message:
    'The case is closed, but a section 47 enquiry in it has neither a conference nor the mark that none is needed, or has both.',
  why: why.closure,
  mend: 'Give the conference’s date, or say that none is needed, but not both.',
  reading: 'An enquiry that has both a conference and the mark contradicts itself, and is found as well.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (Number.isNaN(episode.closed)) continue;
        if (Number.isNaN(enquiry.conference) === (enquiry.noConferenceNeeded !== true))
          fail([episode, 'CINclosureDate'], [enquiry, 'DateOfInitialCPC'], [enquiry, 'ICPCnotRequired']);
      }
    }
  },
  cases: [
    passes(
      episodes(
        {
          CINclosureDate: '2024-05-02',
          Section47: [{ DateOfInitialCPC: '2024-05-02', ICPCnotRequired: '0' }, { ICPCnotRequired: 'true' }],
        },
        { Section47: [{}] },
      ),
    ),
    finds(
      { CINdetails: [0], Section47: [0, 1] },
      episodes({
        CINclosureDate: '2024-05-02',
        Section47: [{ ICPCnotRequired: 'false' }, { DateOfInitialCPC: '2024-05-02', ICPCnotRequired: '1' }],
      }),
    ),
  ],
};
