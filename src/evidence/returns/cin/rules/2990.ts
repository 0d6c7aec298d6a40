import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The episode closed after assessment without further action (RC8 or RC9), yet it has an enquiry, a conference or a plan. */
export const rule2990: CinRule = {
  code: '2990',
  severity: 'error',
  table: 'CINdetails',
  reads: [
    'CINdetails.ReasonForClosure',
    'CINdetails.DateOfInitialCPC',
    'Section47.S47ActualStartDate',
    'ChildProtectionPlans.CPPstartDate',
    'CINplanDates.CINPlanStartDate',
  ],
  message:
    'The episode closed after assessment without further action (RC8 or RC9), yet it has an enquiry, a conference or a plan.',
  why: why.closure,
  mend: 'Choose the reason for which the case really closed, or move the enquiry or plan to its own episode.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (episode.closureReason !== 'RC8' && episode.closureReason !== 'RC9') continue;
      const more: Place[] = [
        ...episode.enquiries.map((enquiry): Place => [enquiry, 'S47ActualStartDate']),
        ...episode.protectionPlans.map((plan): Place => [plan, 'CPPstartDate']),
        ...episode.cinPlans.map((plan): Place => [plan, 'CINPlanStartDate']),
      ];
      if (!Number.isNaN(episode.conference)) more.push([episode, 'DateOfInitialCPC']);
      if (more.length > 0) fail([episode, 'ReasonForClosure'], ...more);
    }
  },
  cases: [
    passes(
      episodes(
        { ReasonForClosure: 'RC8', Assessments: [{}] },
        { ReasonForClosure: 'RC1', DateOfInitialCPC: '2024-05-02', Section47: [{}] },
      ),
    ),
    finds(
      { CINdetails: [0], Section47: [0] },
      episodes({ ReasonForClosure: 'RC8', Section47: [{ S47ActualStartDate: '2024-05-02' }] }),
    ),
    finds(
      { CINdetails: [0], ChildProtectionPlans: [0], CINplanDates: [0] },
      episodes({ ReasonForClosure: 'RC9', ChildProtectionPlans: [{}], CINPlanDates: [{}] }),
    ),
    finds({ CINdetails: [0] }, episodes({ ReasonForClosure: 'RC9', DateOfInitialCPC: '2024-05-02' })),
  ],
};
