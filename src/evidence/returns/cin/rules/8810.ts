import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** There is a reason for closure, but no closure date. */
export const rule8810: CinRule = {
  code: '8810',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINclosureDate', 'CINdetails.ReasonForClosure'],
  message: 'There is a reason for closure, but no closure date.',
  why: why.closure,
  mend: 'Give the day on which the case closed, or take out the reason if it is open.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (Number.isNaN(episode.closed) && episode.closureReason !== '')
        fail([episode, 'CINclosureDate'], [episode, 'ReasonForClosure']);
    }
  },
  cases: [
    passes(episodes({ CINclosureDate: '2024-05-02', ReasonForClosure: 'RC1' }, {})),
    finds({ CINdetails: [0] }, episodes({ ReasonForClosure: 'RC1' })),
  ],
};
