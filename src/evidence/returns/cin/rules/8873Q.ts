import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The only assessment of the episode found no factors (21), but the episode is not closed as one without further action (RC8 or RC9). */
export const rule8873Q: CinRule = {
  code: '8873Q',
  severity: 'query',
  table: 'Assessments',
  needs: 'Assessments',
  reads: ['Assessments.AssessmentFactors', 'CINdetails.ReasonForClosure'],
  message:
    'The only assessment of the episode found no factors (21), but the episode is not closed as one without further action (RC8 or RC9).',
  why: why.need,
  mend: 'Check whether factors were left out, or explain what the child is helped with.',
  reading:
    'An open episode is found, too: help goes on although nothing was found to help with, which is worth a look.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      const [only, ...more] = episode.assessments;
      if (!only || more.length > 0 || !only.factors.includes('21')) continue;
      if (episode.closureReason !== 'RC8' && episode.closureReason !== 'RC9')
        fail([only, 'AssessmentFactors'], [episode, 'ReasonForClosure']);
    }
  },
  cases: [
    passes(
      episodes(
        { ReasonForClosure: 'RC8', Assessments: [{ AssessmentFactors: ['21'] }] },
        { ReasonForClosure: 'RC1', Assessments: [{ AssessmentFactors: ['21'] }, {}] },
        { Assessments: [{ AssessmentFactors: ['1A'] }] },
      ),
    ),
    finds(
      { Assessments: [0, 1], CINdetails: [0, 1] },
      episodes(
        { ReasonForClosure: 'RC1', Assessments: [{ AssessmentFactors: ['21'] }] },
        { Assessments: [{ AssessmentFactors: ['21'] }] },
      ),
    ),
  ],
};
