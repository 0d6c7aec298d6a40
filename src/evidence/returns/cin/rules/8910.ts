import { codesOf } from '../codes.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The latest category of abuse of the plan is missing or is no code of the census. */
export const rule8910: CinRule = {
  code: '8910',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.LatestCategoryOfAbuse'],
  message: 'The latest category of abuse of the plan is missing or is no code of the census.',
  why: why.protection,
  mend: 'Record the category that the last conference decided; it is the first one where nothing changed.',
  across: ({ census, fail }) => {
    const codes = codesOf('categoryOfAbuse', census.year);
    return {
      child: (child) => {
        for (const { protectionPlans } of child.episodes) {
          for (const plan of protectionPlans)
            if (!codes.has(plan.latestCategory)) fail([plan, 'LatestCategoryOfAbuse']);
        }
      },
      end: () => {},
    };
  },
  cases: [
    passes(episodes({ ChildProtectionPlans: [{ LatestCategoryOfAbuse: 'EMO' }, { LatestCategoryOfAbuse: 'SAB' }] })),
    finds({ ChildProtectionPlans: [0, 1] }, episodes({ ChildProtectionPlans: [{ LatestCategoryOfAbuse: 'AAA' }, {}] })),
  ],
};
