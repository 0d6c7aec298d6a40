import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

const WHOLE = /^.\d{12}$/;
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
/** The letter for the sum of the digits, each times its place (2 to 13), modulo 23. */
function checkLetter(upn: string): string | undefined {
  let sum = 0;
  for (let place = 1; place <= 12; place += 1) sum += Number(upn[place]) * (place + 1);
  return LETTERS[sum % LETTERS.length];
}

/** The first letter of the UPN does not fit its digits. */
export const rule1510: CinRule = {
  code: '1510',
  severity: 'error',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.UPN'],
  message: 'The first letter of the UPN does not fit its digits.',
  why: why.match,
  mend: 'Copy the UPN again from the school’s record; one character was mistyped.',
  reading:
    'A temporary UPN ends in a letter and has no sum of 12 digits; neither it nor a UPN that is malformed is judged here. Rules 1540 and 1550 and the schema judge the shape.',
  child: (child, { fail }) => {
    const { upn } = child.identifiers;
    if (WHOLE.test(upn) && upn[0] !== checkLetter(upn)) fail([child.identifiers, 'UPN']);
  },
  cases: [
    passes({ UPN: 'H243278544154' }, { UPN: 'A24327854415B' }, { UPN: 'A12' }, {}),
    finds({ ChildIdentifiers: [0] }, { UPN: 'R247962919251' }),
    finds({ ChildIdentifiers: [0] }, { UPN: 'h243278544154' }),
  ],
};
