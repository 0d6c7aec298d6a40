import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child has no episode: nothing says why it is in the return. */
export const rule8590: CinRule = {
  code: '8590',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.LAchildID'],
  message: 'The child has no episode: nothing says why it is in the return.',
  why: why.identity,
  mend: 'Send the child’s referral, or leave the child out.',
  child: (child, { fail }) => {
    if (child.episodes.length === 0) fail([child.identifiers, 'LAchildID']);
  },
  cases: [passes(episodes({})), finds({ ChildIdentifiers: [1] }, episodes({}), {})],
};
