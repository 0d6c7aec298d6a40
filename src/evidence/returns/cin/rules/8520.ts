import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child is born after the end of the census year. */
export const rule8520: CinRule = {
  code: '8520',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.PersonBirthDate'],
  message: 'The child is born after the end of the census year.',
  why: why.characteristics,
  mend: 'Correct the date of birth; for a child not born by then give the expected date instead.',
  child: (child, { census, fail }) => {
    if (child.identifiers.born > census.end) fail([child.identifiers, 'PersonBirthDate']);
  },
  cases: [
    passes({ PersonBirthDate: '2025-03-31' }, {}),
    finds({ ChildIdentifiers: [0] }, { PersonBirthDate: '2025-04-01' }),
  ],
};
