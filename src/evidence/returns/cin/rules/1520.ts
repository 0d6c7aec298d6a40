import { givenTwice } from '../given-twice.ts';
import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** More than one child of the return has this UPN. */
export const rule1520: CinRule = {
  code: '1520',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.UPN'],
  message: 'More than one child of the return has this UPN.',
  why: why.match,
  mend: 'Find out to which child the UPN belongs and take it from the other; if they are one child, send one record.',
  across: (run) => givenTwice(run, 'UPN', (identifiers) => identifiers.upn),
  cases: [
    passes({ UPN: 'A1' }, { UPN: 'A2' }, {}, {}),
    finds({ ChildIdentifiers: [0, 2, 3] }, { UPN: 'A1' }, { UPN: 'A2' }, { UPN: 'A1' }, { UPN: 'A1' }),
  ],
};
