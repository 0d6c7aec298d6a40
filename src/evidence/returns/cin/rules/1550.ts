import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The last character of the UPN is neither a digit nor a letter that may stand there (I, O and S may not). */
export const rule1550: CinRule = {
  code: '1550',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.UPN'],
  message: 'The last character of the UPN is neither a digit nor a letter that may stand there (I, O and S may not).',
  why: why.match,
  mend: 'Copy the UPN again from the school’s record; I, O and S were probably meant as 1, 0 and 5.',
  child: (child, { fail }) => {
    const last = child.identifiers.upn[12];
    if (last !== undefined && !/^[\da-hj-npqrt-z]$/i.test(last)) fail([child.identifiers, 'UPN']);
  },
  cases: [
    passes({ UPN: 'X000000000000' }, { UPN: 'X00000000000A' }, { UPN: 'X' }, {}),
    finds(
      { ChildIdentifiers: [0, 1, 2] },
      { UPN: 'X00000000000I' },
      { UPN: 'X00000000000O' },
      { UPN: 'X00000000000-' },
    ),
  ],
};
