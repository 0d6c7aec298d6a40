import type { Grant, Policy } from '../../../platform/access/index.ts';

/** What the partnership says of a requirement for a year, as the access table names it. */
export const JUDGEMENT = 'report-judgement';

const kept = (action: Grant['action']): Grant => ({
  ...{ role: 'business-manager', action, kind: JUDGEMENT, scope: 'partnership', involvement: 'any' },
  ...{
    purposes: ['governance'],
    why: 'The business unit says how far the yearly report answers what the guidance asks.',
  },
});

/** Who judges how a year’s report answers the guidance, and who reads how that changed. What is said stands in the report. */
export const judgingPolicy: Policy = {
  kinds: [
    {
      ...{ kind: JUDGEMENT, name: 'Judgement of a requirement', plural: 'Judgements of requirements' },
      about: 'How far the yearly report of a year answers one thing that the guidance asks, and what is missing.',
      restricted: false,
    },
  ],
  grants: [
    ...(['read', 'create', 'change'] as const).map(kept),
    {
      ...{ role: 'safeguarding-partner', action: 'read', kind: JUDGEMENT, scope: 'partnership', involvement: 'any' },
      ...{ purposes: ['governance'], why: 'Partners answer together for what their report says.' },
    },
    {
      ...{ role: 'scrutineer', action: 'read', kind: JUDGEMENT, scope: 'partnership', involvement: 'any' },
      ...{ purposes: ['assurance'], why: 'Tests what the partnership says of its own report.' },
    },
  ],
};
