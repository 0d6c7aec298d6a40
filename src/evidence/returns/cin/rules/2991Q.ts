import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** There is a section 47 enquiry in the episode, but no assessment. */
export const rule2991Q: CinRule = {
  code: '2991Q',
  severity: 'query',
  table: 'CINdetails',
  needs: 'Section47',
  reads: ['Section47.S47ActualStartDate', 'Assessments.AssessmentActualStartDate'],
  message: 'There is a section 47 enquiry in the episode, but no assessment.',
  why: why.pathway,
  mend: 'Record the assessment that went with the enquiry, or explain why there was none.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const enquiry of episode.enquiries) {
        if (episode.assessments.length === 0) fail([enquiry, 'S47ActualStartDate']);
      }
    }
  },
  cases: [
    passes(episodes({ Section47: [{}], Assessments: [{}] }, { Assessments: [{}] })),
    finds({ Section47: [0, 1] }, episodes({ Section47: [{}, {}] }, { Assessments: [{}] })),
  ],
};
