import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child has no id. */
export const rule8500: CinRule = {
  code: '8500',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.LAchildID'],
  message: 'The child has no id.',
  why: why.identity,
  mend: 'Give the id under which your system holds the child.',
  child: (child, { fail }) => {
    if (child.identifiers.id === '') fail([child.identifiers, 'LAchildID']);
  },
  cases: [passes({ LAchildID: 'C1' }), finds({ ChildIdentifiers: [1] }, { LAchildID: 'C1' }, {})],
};
