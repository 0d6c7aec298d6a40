import { codesOf } from '../codes.ts';
import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

const GENDERS = codesOf('gender', 2024);
const SEXES = codesOf('sex', 2025);

/** The child's gender is missing or no code of the census. */
export const rule4180: CinRule = {
  code: '4180',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.GenderCurrent'],
  message: 'The child’s gender is missing or is no code of the census (0, 1, 2 or 9).',
  why: why.characteristics,
  mend: 'Record it, and map your system’s codes to the census’s; 0 is for a child not born yet.',
  child: ({ identifiers }, { fail }) => {
    if (!GENDERS.has(identifiers.gender)) fail([identifiers, 'GenderCurrent']);
  },
  cases: [
    passes({ GenderCurrent: '0' }, { GenderCurrent: '1' }, { GenderCurrent: '2' }, { GenderCurrent: '9' }),
    finds({ ChildIdentifiers: [0, 1] }, { GenderCurrent: 'M' }, {}),
  ],
};

/** The child's sex, which is asked for since then, is missing or no code of the census. */
export const rule4180Since2024: CinRule = {
  ...rule4180,
  reads: ['ChildIdentifiers.Sex'],
  message: 'The child’s sex is missing or is no code of the census (M, F or U).',
  mend: 'Record it, and map your system’s codes to the census’s; U is for a child not born yet.',
  child: ({ identifiers }, { fail }) => {
    if (!SEXES.has(identifiers.sex)) fail([identifiers, 'Sex']);
  },
  cases: [
    passes({ Sex: 'M' }, { Sex: 'F' }, { Sex: 'U' }),
    finds({ ChildIdentifiers: [0, 1, 2] }, { Sex: '1' }, { Sex: 'm' }, {}),
  ],
};
