import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The case is closed, but the reason is missing. */
export const rule8805: CinRule = {
  code: '8805',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.CINclosureDate', 'CINdetails.ReasonForClosure'],
  message: 'The case is closed, but the reason is missing.',
  why: why.closure,
  mend: 'Record why the case closed.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (!Number.isNaN(episode.closed) && episode.closureReason === '')
        fail([episode, 'CINclosureDate'], [episode, 'ReasonForClosure']);
    }
  },
  cases: [
    passes(episodes({ CINclosureDate: '2024-05-02', ReasonForClosure: 'RC1' }, {})),
    finds({ CINdetails: [0] }, episodes({ CINclosureDate: '2024-05-02' })),
  ],
};
