import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A child not born yet has a gender other than 0. */
export const rule8750: CinRule = {
  code: '8750',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: [
    'ChildIdentifiers.PersonBirthDate',
    'ChildIdentifiers.ExpectedPersonBirthDate',
    'ChildIdentifiers.GenderCurrent',
  ],
  message: 'The child is not born yet, but its gender is not 0.',
  why: why.characteristics,
  mend: 'Give 0 until the child is born, or give the date of birth.',
  child: (child, { fail }) => {
    const { identifiers } = child;
    if (child.unborn && identifiers.gender !== '0')
      fail([identifiers, 'ExpectedPersonBirthDate'], [identifiers, 'GenderCurrent']);
  },
  cases: [
    passes({ ExpectedPersonBirthDate: '2025-05-02', GenderCurrent: '0' }, { GenderCurrent: '1' }),
    finds({ ChildIdentifiers: [0] }, { ExpectedPersonBirthDate: '2025-05-02', GenderCurrent: '1' }),
  ],
};

/** A child not born yet has a sex other than U. */
export const rule8750Since2024: CinRule = {
  ...rule8750,
  reads: ['ChildIdentifiers.PersonBirthDate', 'ChildIdentifiers.ExpectedPersonBirthDate', 'ChildIdentifiers.Sex'],
  message: 'The child is not born yet, but its sex is not U.',
  mend: 'Give U until the child is born, or give the date of birth.',
  child: (child, { fail }) => {
    const { identifiers } = child;
    if (child.unborn && identifiers.sex !== 'U') fail([identifiers, 'ExpectedPersonBirthDate'], [identifiers, 'Sex']);
  },
  cases: [
    passes(
      { ExpectedPersonBirthDate: '2025-05-02', Sex: 'U' },
      { ExpectedPersonBirthDate: '2025-05-02', PersonBirthDate: '2025-03-02', Sex: 'M' },
    ),
    finds(
      { ChildIdentifiers: [0, 1] },
      { ExpectedPersonBirthDate: '2025-05-02', Sex: 'F' },
      { ExpectedPersonBirthDate: '2025-05-02' },
    ),
  ],
};
