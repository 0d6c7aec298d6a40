import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child’s id is longer than 20 characters. */
export const rule1570: CinRule = {
  code: '1570',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.LAchildID'],
  message: 'The child’s id is longer than 20 characters.',
  why: why.identity,
  mend: 'Send the id that your system gives the child, without additions.',
  child: (child, { fail }) => {
    if (child.identifiers.id.length > 20) fail([child.identifiers, 'LAchildID']);
  },
  cases: [passes({ LAchildID: 'X'.repeat(20) }, {}), finds({ ChildIdentifiers: [0] }, { LAchildID: 'X'.repeat(21) })],
};
