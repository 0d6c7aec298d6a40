import { givenTwice } from '../given-twice.ts';
import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Another child record of the return has the same id. */
export const rule8510: CinRule = {
  code: '8510',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.LAchildID'],
  message: 'Another child record of the return has the same id.',
  why: why.identity,
  mend: 'Send one record for one child with all its episodes in it, or give different children different ids.',
  reading: 'Each Child element is judged by the other rules as a child of its own, even where two share an id.',
  across: (run) => givenTwice(run, 'LAchildID', (identifiers) => identifiers.id),
  cases: [
    passes({ LAchildID: 'C1' }, { LAchildID: 'C2' }, {}, {}),
    finds({ ChildIdentifiers: [0, 2] }, { LAchildID: 'C1' }, { LAchildID: 'C2' }, { LAchildID: 'C1' }),
  ],
};
