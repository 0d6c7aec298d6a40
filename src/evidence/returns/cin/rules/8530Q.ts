import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The expected date of birth is more than 30 days before the reference date or more than 9 months after it. */
export const rule8530Q: CinRule = {
  code: '8530Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.ExpectedPersonBirthDate'],
  message: 'The expected date of birth is more than 30 days before the reference date or more than 9 months after it.',
  why: why.characteristics,
  mend: 'Give the date of birth if the child was born; otherwise ask for the expected date again.',
  reading: 'The first and the last of these days still pass.',
  child: (child, { census, fail }) => {
    const { expected } = child.identifiers;
    if (Number.isNaN(expected)) return;
    if (expected < census.end - 30 || expected > census.monthsAfterEnd(9))
      fail([child.identifiers, 'ExpectedPersonBirthDate']);
  },
  cases: [
    passes({ ExpectedPersonBirthDate: '2025-03-01' }, { ExpectedPersonBirthDate: '2025-12-31' }, {}),
    finds(
      { ChildIdentifiers: [0, 1] },
      { ExpectedPersonBirthDate: '2025-02-28' },
      { ExpectedPersonBirthDate: '2026-01-01' },
    ),
  ],
};
