import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child’s death is before its birth, or the date of birth of a child that died is missing. */
export const rule8535Q: CinRule = {
  code: '8535Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.PersonDeathDate', 'ChildIdentifiers.PersonBirthDate'],
  message: 'The child’s death is before its birth, or the date of birth of a child that died is missing.',
  why: why.characteristics,
  mend: 'Correct whichever date is wrong, and give the date of birth.',
  reading: 'A death without a date of birth is found, too: without it nobody can say that the order is right.',
  child: (child, { fail }) => {
    const { identifiers } = child;
    if (identifiers.died < identifiers.born || (!Number.isNaN(identifiers.died) && Number.isNaN(identifiers.born)))
      fail([identifiers, 'PersonDeathDate'], [identifiers, 'PersonBirthDate']);
  },
  cases: [
    passes({ PersonBirthDate: '2015-05-02', PersonDeathDate: '2015-05-02' }, { PersonBirthDate: '2015-05-02' }, {}),
    finds(
      { ChildIdentifiers: [0, 1] },
      { PersonBirthDate: '2015-05-02', PersonDeathDate: '2015-05-01' },
      { PersonDeathDate: '2015-05-01' },
    ),
  ],
};
