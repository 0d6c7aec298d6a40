import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child protection plan does not start on the day of an initial conference of its episode. */
export const rule2885: CinRule = {
  code: '2885',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: [
    'ChildProtectionPlans.CPPstartDate',
    'Section47.DateOfInitialCPC',
    'CINdetails.DateOfInitialCPC',
    'Section47.ICPCnotRequired',
  ],
  message: 'The child protection plan does not start on the day of an initial conference of its episode.',
  why: why.protection,
  mend: 'Give the conference its date on the section 47 enquiry (or on the episode where there was no enquiry), and let the plan start on that day.',
  reading:
    'An enquiry that says no conference is needed does not count as an enquiry here, written as 1 or as true: the conference is then looked for on the episode. Named besides the plan are the enquiries whose conference starts no plan.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        if (!census.holds(plan.started)) continue;
        const enquiries = episode.enquiries.filter((enquiry) => enquiry.noConferenceNeeded !== true);
        if (enquiries.length === 0) {
          if (episode.conference !== plan.started) fail([plan, 'CPPstartDate'], [episode, 'DateOfInitialCPC']);
        } else if (!enquiries.some(({ conference }) => conference === plan.started)) {
          const starts = new Set(episode.protectionPlans.map(({ started }) => started));
          fail(
            [plan, 'CPPstartDate'],
            ...enquiries
              .filter(({ conference }) => !starts.has(conference))
              .map((enquiry): Place => [enquiry, 'DateOfInitialCPC']),
          );
        }
      }
    }
  },
  cases: [
    passes(
      episodes(
        {
          Section47: [{ DateOfInitialCPC: '2024-05-02' }],
          ChildProtectionPlans: [{ CPPstartDate: '2024-05-02' }, { CPPstartDate: '2023-05-02' }],
        },
        {
          DateOfInitialCPC: '2024-06-03',
          Section47: [{ ICPCnotRequired: 'true' }],
          ChildProtectionPlans: [{ CPPstartDate: '2024-06-03' }],
        },
      ),
    ),
    finds(
      { ChildProtectionPlans: [0], Section47: [0] },
      episodes({
        DateOfInitialCPC: '2024-05-02',
        Section47: [{ DateOfInitialCPC: '2024-05-01' }],
        ChildProtectionPlans: [{ CPPstartDate: '2024-05-02' }],
      }),
    ),
    finds(
      { ChildProtectionPlans: [0], CINdetails: [0] },
      episodes({ DateOfInitialCPC: '2024-05-01', ChildProtectionPlans: [{ CPPstartDate: '2024-05-02' }] }),
    ),
  ],
};
