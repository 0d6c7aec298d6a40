import { type CinRule, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child’s death is outside the census year. */
export const rule8545Q: CinRule = {
  code: '8545Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.PersonDeathDate'],
  message: 'The child’s death is outside the census year.',
  why: why.counts,
  mend: 'Correct the date; a child that died before the year does not belong in the return.',
  child: (child, { census, fail }) => {
    const { died } = child.identifiers;
    if (!Number.isNaN(died) && !census.holds(died)) fail([child.identifiers, 'PersonDeathDate']);
  },
  cases: [
    passes({ PersonDeathDate: '2024-04-01' }, { PersonDeathDate: '2025-03-31' }, {}),
    finds({ ChildIdentifiers: [0, 1] }, { PersonDeathDate: '2024-03-31' }, { PersonDeathDate: '2025-04-01' }),
  ],
};
