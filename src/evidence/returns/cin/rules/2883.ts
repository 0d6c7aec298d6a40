import { type CinRule, episodes, passes } from '../rule.ts';
import { why } from '../why.ts';

/** More child protection plans start in the year than initial conferences were held in it. */
export const rule2883: CinRule = {
  code: '2883',
  severity: 'error',
  table: 'ChildProtectionPlans',
  returnLevel: true,
  reads: ['ChildProtectionPlans.CPPstartDate', 'CINdetails.DateOfInitialCPC', 'Section47.DateOfInitialCPC'],
  message: 'More child protection plans start in the year than initial conferences were held in it.',
  why: why.whole,
  mend: 'Look for plans whose conference is missing: rule 2885 names them.',
  across: ({ census, failReturn }) => {
    let plans = 0;
    let conferences = 0;
    return {
      child: (child) => {
        for (const episode of child.episodes) {
          if (census.holds(episode.conference)) conferences += 1;
          for (const enquiry of episode.enquiries) if (census.holds(enquiry.conference)) conferences += 1;
          for (const plan of episode.protectionPlans) if (census.holds(plan.started)) plans += 1;
        }
      },
      end: () => {
        if (plans > conferences)
          failReturn(`${plans} plans start in the year, and ${conferences} conferences were held in it.`);
      },
    };
  },
  cases: [
    passes(
      episodes(
        { DateOfInitialCPC: '2024-05-02', ChildProtectionPlans: [{ CPPstartDate: '2024-05-02' }] },
        {
          Section47: [{ DateOfInitialCPC: '2024-05-02' }],
          ChildProtectionPlans: [{ CPPstartDate: '2024-05-02' }, { CPPstartDate: '2023-05-02' }],
        },
      ),
    ),
    {
      children: [episodes({ DateOfInitialCPC: '2023-05-02', ChildProtectionPlans: [{ CPPstartDate: '2024-05-02' }] })],
      finds: 'return',
    },
  ],
};
