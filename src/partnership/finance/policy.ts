import type { Policy } from '../../platform/access/index.ts';

/** The budget of a year, as the access table names it. */
export const BUDGET = 'budget';
/** That a statutory partner agrees to it. */
export const APPROVAL = 'budget-approval';

const governance = { kind: BUDGET, scope: 'partnership', involvement: 'any', purposes: ['governance'] } as const;
const KEEP = 'The business unit keeps the partnership’s money and accounts for it.';

/** Who may do what with the money of a year before it is published. What is published is for everybody. */
export const financePolicy: Policy = {
  kinds: [
    {
      ...{ kind: BUDGET, name: 'Budget of a year', plural: 'Budgets' },
      about: 'What the arrangements cost in a year: plan, contributions of the partners, spending, value for money.',
      restricted: false,
    },
    {
      ...{ kind: APPROVAL, name: 'Approval of a budget', plural: 'Approvals of budgets' },
      about: 'That a safeguarding partner agrees to the budget of a year.',
      restricted: false,
    },
  ],
  grants: [
    { role: 'business-manager', action: 'read', ...governance, why: KEEP },
    { role: 'business-manager', action: 'create', ...governance, why: KEEP },
    { role: 'business-manager', action: 'change', ...governance, why: KEEP },
    {
      ...{ role: 'safeguarding-partner', action: 'read', ...governance },
      why: 'Pays towards it and answers for what it brings.',
    },
    {
      ...{ role: 'safeguarding-partner', action: 'create', kind: APPROVAL, scope: 'agency', involvement: 'any' },
      ...{ purposes: ['governance'], why: 'Only a partner agrees for that partner.' },
    },
    {
      ...{ role: 'scrutineer', action: 'read', kind: BUDGET, scope: 'partnership', involvement: 'any' },
      ...{ purposes: ['assurance'], why: 'Tests whether the money brought what it was to bring.' },
    },
    {
      ...{ role: 'assurance-lead', action: 'read', ...governance },
      why: 'Answers for what the agency pays and gives in kind.',
    },
  ],
};
