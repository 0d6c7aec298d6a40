import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child’s id has other characters than letters and digits. */
export const rule1580: CinRule = {
  code: '1580',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.LAchildID'],
  message: 'The child’s id has other characters than letters and digits.',
  why: why.identity,
  mend: 'Send the id without blanks, hyphens and other signs.',
  child: (child, { fail }) => {
    if (/[^A-Za-z0-9]/.test(child.identifiers.id)) fail([child.identifiers, 'LAchildID']);
  },
  cases: [
    passes({ LAchildID: 'C123abc' }, {}),
    finds({ ChildIdentifiers: [0, 1] }, { LAchildID: 'C-123' }, { LAchildID: 'C 123' }),
  ],
};
