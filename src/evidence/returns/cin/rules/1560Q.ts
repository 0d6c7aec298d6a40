import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The former UPN does not look like one: a letter, 11 digits, and a digit or letter. */
export const rule1560Q: CinRule = {
  code: '1560Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.FormerUPN'],
  message: 'The former UPN does not look like one: a letter, 11 digits, and a digit or letter.',
  why: why.match,
  mend: 'Copy the former UPN again, or leave it out if nobody has it.',
  reading:
    'A temporary UPN, which ends in a letter, is a former UPN like any other: that is what most children had before.',
  child: (child, { fail }) => {
    const { formerUpn } = child.identifiers;
    if (formerUpn !== '' && !/^[A-Za-z]\d{11}[\dA-Za-z]$/.test(formerUpn)) fail([child.identifiers, 'FormerUPN']);
  },
  cases: [
    passes({ FormerUPN: 'X987654321231' }, { FormerUPN: 'X98765432123B' }, {}),
    finds({ ChildIdentifiers: [0, 1] }, { FormerUPN: 'X98721238' }, { FormerUPN: '1987654321231' }),
  ],
};
