import { codesOf } from '../codes.ts';
import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The ethnicity is missing or is no code of the census. */
export const rule4220: CinRule = {
  code: '4220',
  severity: 'error',
  table: 'ChildCharacteristics',
  reads: ['ChildCharacteristics.Ethnicity', 'ChildIdentifiers.LAchildID'],
  message: 'The ethnicity is missing or is no code of the census.',
  why: why.characteristics,
  mend: 'Ask the family; REFU is for those who do not want to say, NOBT for those not asked yet.',
  reading: 'Where a child has no characteristics at all, the child itself is named.',
  across: ({ census, fail }) => {
    const codes = codesOf('ethnicity', census.year);
    return {
      child: ({ identifiers, characteristics }) => {
        if (!characteristics) fail([identifiers, 'LAchildID']);
        else if (!codes.has(characteristics.ethnicity)) fail([characteristics, 'Ethnicity']);
      },
      end: () => {},
    };
  },
  cases: [
    passes({ Ethnicity: 'WBRI' }, { Ethnicity: 'NOBT' }),
    finds({ ChildCharacteristics: [0], ChildIdentifiers: [1] }, { Ethnicity: 'AAAA' }, {}),
  ],
};
