import { codesOf } from '../codes.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The reason for closure is no code of the census. */
export const rule8640: CinRule = {
  code: '8640',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.ReasonForClosure'],
  message: 'The reason for closure is no code of the census.',
  why: why.closure,
  mend: 'Map your system’s reason to one of RC1 to RC9.',
  across: ({ census, fail }) => {
    const codes = codesOf('reasonForClosure', census.year);
    return {
      child: (child) => {
        for (const episode of child.episodes)
          if (episode.closureReason !== '' && !codes.has(episode.closureReason)) fail([episode, 'ReasonForClosure']);
      },
      end: () => {},
    };
  },
  cases: [
    passes(episodes({ ReasonForClosure: 'RC1' }, {})),
    finds({ CINdetails: [0] }, episodes({ ReasonForClosure: 'RC10' })),
  ],
};
