import { isUpnAuthority } from '../codes.ts';
import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Characters 2 to 4 of the UPN are not the number of an authority. */
export const rule1530: CinRule = {
  code: '1530',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.UPN'],
  message: 'Characters 2 to 4 of the UPN are not the number of an authority.',
  why: why.match,
  mend: 'Copy the UPN again from the school’s record; they are the number of the authority whose school first gave it.',
  reading: 'A UPN that is too short to hold such a number is left to the schema.',
  child: ({ identifiers }, { census, fail }) => {
    const number = identifiers.upn.slice(1, 4);
    if (number.length === 3 && !isUpnAuthority(number, census.year)) fail([identifiers, 'UPN']);
  },
  cases: [
    passes({ UPN: 'A381001783012' }, { UPN: 'A003001783012' }, { UPN: 'A34' }, {}),
    finds({ ChildIdentifiers: [0, 1] }, { UPN: 'A421001783012' }, { UPN: 'ASFFAGSVSV123' }),
  ],
};

/** The same with the authorities that came into being in 2023. */
export const rule1530Since2023: CinRule = {
  ...rule1530,
  cases: [...rule1530.cases, passes({ UPN: 'A942001783012' }, { UPN: 'A943001783012' })],
};
