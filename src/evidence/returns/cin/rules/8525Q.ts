import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child has both a date of birth and an expected one, or neither. */
export const rule8525Q: CinRule = {
  code: '8525Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.PersonBirthDate', 'ChildIdentifiers.ExpectedPersonBirthDate'],
  message: 'The child has both a date of birth and an expected one, or neither.',
  why: why.characteristics,
  mend: 'Give the date of birth of a child that is born, the expected date of one that is not.',
  child: (child, { fail }) => {
    const { identifiers } = child;
    if (Number.isNaN(identifiers.born) === Number.isNaN(identifiers.expected))
      fail([identifiers, 'PersonBirthDate'], [identifiers, 'ExpectedPersonBirthDate']);
  },
  cases: [
    passes({ PersonBirthDate: '2015-05-02' }, { ExpectedPersonBirthDate: '2025-05-02' }),
    finds({ ChildIdentifiers: [0, 1] }, { PersonBirthDate: '2015-05-02', ExpectedPersonBirthDate: '2015-05-02' }, {}),
  ],
};
