import { codesOf } from '../codes.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The main need is no code of the census. */
export const rule8650: CinRule = {
  code: '8650',
  severity: 'error',
  table: 'CINdetails',
  reads: ['CINdetails.PrimaryNeedCode'],
  message: 'The main need is no code of the census.',
  why: why.need,
  mend: 'Map your system’s need to one of N0 to N9.',
  across: ({ census, fail }) => {
    const codes = codesOf('primaryNeed', census.year);
    return {
      child: (child) => {
        for (const episode of child.episodes)
          if (episode.need !== '' && !codes.has(episode.need)) fail([episode, 'PrimaryNeedCode']);
      },
      end: () => {},
    };
  },
  cases: [
    passes(episodes({ PrimaryNeedCode: 'N0' }, {})),
    finds({ CINdetails: [0] }, episodes({ PrimaryNeedCode: 'N10' })),
  ],
};
