import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The episode closed after assessment (RC8 or RC9), but has no assessment. */
export const rule8825Q: CinRule = {
  code: '8825Q',
  severity: 'query',
  table: 'CINdetails',
  reads: ['CINdetails.ReasonForClosure', 'Assessments.AssessmentActualStartDate'],
  message: 'The episode closed after assessment (RC8 or RC9), but has no assessment.',
  why: why.closure,
  mend: 'Record the assessment, or choose the reason for which the case really closed.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if ((episode.closureReason === 'RC8' || episode.closureReason === 'RC9') && episode.assessments.length === 0)
        fail([episode, 'ReasonForClosure']);
    }
  },
  cases: [
    passes(episodes({ ReasonForClosure: 'RC8', Assessments: [{}] }, { ReasonForClosure: 'RC1' })),
    finds({ CINdetails: [0, 1] }, episodes({ ReasonForClosure: 'RC8' }, { ReasonForClosure: 'RC9' })),
  ],
};
