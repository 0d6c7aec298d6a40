import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Something in the episode happens after the case was closed. */
export const rule8565: CinRule = {
  code: '8565',
  severity: 'error',
  table: 'ChildProtectionPlans',
  reads: [
    'CINdetails.CINclosureDate',
    'CINdetails.DateOfInitialCPC',
    'Assessments.AssessmentActualStartDate',
    'Assessments.AssessmentAuthorisationDate',
    'Section47.S47ActualStartDate',
    'Section47.DateOfInitialCPC',
    'ChildProtectionPlans.CPPendDate',
    'CINplanDates.CINPlanStartDate',
    'CINplanDates.CINPlanEndDate',
  ],
  message: 'Something in the episode happens after the case was closed.',
  why: why.closure,
  mend: 'Correct the closure date, or record what came later in an episode of its own.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      const { closed } = episode;
      if (Number.isNaN(closed)) continue;
      const late: Place[] = [];
      if (episode.conference > closed) late.push([episode, 'DateOfInitialCPC']);
      for (const assessment of episode.assessments) {
        if (assessment.started > closed) late.push([assessment, 'AssessmentActualStartDate']);
        if (assessment.completed > closed) late.push([assessment, 'AssessmentAuthorisationDate']);
      }
      for (const enquiry of episode.enquiries) {
        if (enquiry.started > closed) late.push([enquiry, 'S47ActualStartDate']);
        if (enquiry.conference > closed) late.push([enquiry, 'DateOfInitialCPC']);
      }
      for (const plan of episode.protectionPlans) if (plan.ended > closed) late.push([plan, 'CPPendDate']);
      for (const plan of episode.cinPlans) {
        if (plan.started > closed) late.push([plan, 'CINPlanStartDate']);
        if (plan.ended > closed) late.push([plan, 'CINPlanEndDate']);
      }
      if (late.length > 0) fail([episode, 'CINclosureDate'], ...late);
    }
  },
  cases: [
    passes(
      episodes(
        {
          CINclosureDate: '2024-05-02',
          DateOfInitialCPC: '2024-05-02',
          Assessments: [{ AssessmentActualStartDate: '2024-05-02' }],
        },
        { Assessments: [{ AssessmentActualStartDate: '2024-06-02' }] },
      ),
    ),
    finds(
      { CINdetails: [0], Assessments: [1] },
      episodes({
        CINclosureDate: '2024-05-02',
        Assessments: [{ AssessmentActualStartDate: '2024-05-01' }, { AssessmentAuthorisationDate: '2024-05-03' }],
      }),
    ),
    finds(
      { CINdetails: [0], Section47: [0], ChildProtectionPlans: [0], CINplanDates: [0] },
      episodes({
        CINclosureDate: '2024-05-02',
        DateOfInitialCPC: '2024-05-03',
        Section47: [{ S47ActualStartDate: '2024-05-03' }],
        ChildProtectionPlans: [{ CPPendDate: '2024-05-03' }],
        CINPlanDates: [{ CINPlanStartDate: '2024-05-03' }],
      }),
    ),
  ],
};
