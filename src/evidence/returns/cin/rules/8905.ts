import { codesOf } from '../codes.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The category of abuse at the start of the plan is missing or is no code of the census. */
export const rule8905: CinRule = {
  code: '8905',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.InitialCategoryOfAbuse'],
  message: 'The category of abuse at the start of the plan is missing or is no code of the census.',
  why: why.protection,
  mend: 'Record the category that the initial conference decided.',
  across: ({ census, fail }) => {
    const codes = codesOf('categoryOfAbuse', census.year);
    return {
      child: (child) => {
        for (const { protectionPlans } of child.episodes) {
          for (const plan of protectionPlans)
            if (!codes.has(plan.initialCategory)) fail([plan, 'InitialCategoryOfAbuse']);
        }
      },
      end: () => {},
    };
  },
  cases: [
    passes(episodes({ ChildProtectionPlans: [{ InitialCategoryOfAbuse: 'NEG' }, { InitialCategoryOfAbuse: 'MUL' }] })),
    finds(
      { ChildProtectionPlans: [0, 1] },
      episodes({ ChildProtectionPlans: [{ InitialCategoryOfAbuse: 'AAA' }, {}] }),
    ),
  ],
};
