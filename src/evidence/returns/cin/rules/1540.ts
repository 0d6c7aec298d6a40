import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Characters 5 to 12 of the UPN are not all digits. */
export const rule1540: CinRule = {
  code: '1540',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.UPN'],
  message: 'Characters 5 to 12 of the UPN are not all digits.',
  why: why.match,
  mend: 'Copy the UPN again from the school’s record; a letter O often stands for a zero.',
  child: (child, { fail }) => {
    if (/\D/.test(child.identifiers.upn.slice(4, 12))) fail([child.identifiers, 'UPN']);
  },
  cases: [
    passes({ UPN: 'X000000000000' }, { UPN: 'X00000000000A' }, { UPN: 'AB' }, {}),
    finds({ ChildIdentifiers: [0, 1] }, { UPN: 'X0000O0000000' }, { UPN: 'X0000000000O0' }),
  ],
};
