import type { Child } from '../child.ts';
import { type CaseChild, type CinRule, passes } from '../rule.ts';
import { why } from '../why.ts';

/** At most so many in a hundred children may be without a sex. */
const MOST = 2;

/** Too many children of the return have no sex recorded. Up to 2023/24, gender. */
export const rule2886Q: CinRule = {
  code: '2886Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  returnLevel: true,
  reads: ['ChildIdentifiers.GenderCurrent', 'ChildIdentifiers.ExpectedPersonBirthDate'],
  message: 'More than 2 in 100 children have no gender recorded, those not counted that are not born yet.',
  why: why.whole,
  mend: 'Look for the field in the extract; ask where it really is not known.',
  reading:
    'Not recorded is a field that is not there; the codes for unknown are an answer. A child with an expected date of birth counts as not born yet.',
  across: ({ failReturn }) => {
    const count = counting(({ identifiers }) => identifiers.gender === '');
    return { child: count.child, end: () => count.judge(failReturn) };
  },
  cases: [
    passes(...Array<CaseChild>(49).fill({ GenderCurrent: '0' }), {}),
    passes({ ExpectedPersonBirthDate: '2025-05-02' }),
    { children: [...Array<CaseChild>(48).fill({ GenderCurrent: '2' }), {}], finds: 'return' },
    { children: [{}], finds: 'return' },
  ],
};

/** The same with the sex that is asked for since then. */
export const rule2886QSince2024: CinRule = {
  ...rule2886Q,
  reads: ['ChildIdentifiers.Sex', 'ChildIdentifiers.ExpectedPersonBirthDate'],
  message: 'More than 2 in 100 children have no sex recorded, those not counted that are not born yet.',
  reading:
    'Not recorded is a field that is not there; the code U is an answer. A child with an expected date of birth counts as not born yet.',
  across: ({ failReturn }) => {
    const count = counting(({ identifiers }) => identifiers.sex === '');
    return { child: count.child, end: () => count.judge(failReturn) };
  },
  cases: [
    passes(...Array<CaseChild>(49).fill({ Sex: 'U' }), {}),
    passes({ ExpectedPersonBirthDate: '2025-05-02' }),
    { children: [...Array<CaseChild>(48).fill({ Sex: 'M' }), {}], finds: 'return' },
    { children: [{}], finds: 'return' },
  ],
};

function counting(without: (child: Child) => boolean) {
  let born = 0;
  let unrecorded = 0;
  return {
    child: (child: Child) => {
      if (!Number.isNaN(child.identifiers.expected)) return;
      born += 1;
      if (without(child)) unrecorded += 1;
    },
    judge: (failReturn: (because: string) => void) => {
      if (unrecorded * 100 > born * MOST) failReturn(`${unrecorded} of ${born} children.`);
    },
  };
}
