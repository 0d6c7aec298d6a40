import type { Grant, Policy } from '../../platform/access/index.ts';

/** Versions of the published arrangements, as the access table names them. */
export const ARRANGEMENTS = 'arrangements';
/** A safeguarding partner’s signature under them. */
export const SIGNATURE = 'arrangements-signature';
/** Which partner leads on an issue. */
export const LEAD = 'lead-on-issue';

const governance = { scope: 'partnership', involvement: 'any', purposes: ['governance'] } as const;
const assurance = { scope: 'partnership', involvement: 'any', purposes: ['assurance'] } as const;

/** The same for both kinds: the office keeps them, partners and scrutiny read them before they are published. */
function keptByTheOffice(kind: string, why: { keep: string; partner: string }): Grant[] {
  return [
    { role: 'business-manager', action: 'read', kind, ...governance, why: why.keep },
    { role: 'business-manager', action: 'create', kind, ...governance, why: why.keep },
    { role: 'business-manager', action: 'change', kind, ...governance, why: why.keep },
    { role: 'safeguarding-partner', action: 'read', kind, ...governance, why: why.partner },
    {
      ...{ role: 'scrutineer', action: 'read', kind, ...assurance },
      why: 'Tests whether the arrangements are what partners say they are.',
    },
    {
      ...{ role: 'assurance-lead', action: 'read', kind, ...governance },
      why: 'Answers for what the agency is about to be bound by.',
    },
  ];
}

/** Who may do what with arrangements and leads on issues before they are published. What is published is for everybody. */
export const arrangementsPolicy: Policy = {
  kinds: [
    {
      ...{ kind: ARRANGEMENTS, name: 'Version of the arrangements', plural: 'Versions of the arrangements' },
      about: 'What the partners publish of how they work together: sections, partners, signatures, review date.',
      restricted: false,
    },
    {
      ...{ kind: SIGNATURE, name: 'Signature under the arrangements', plural: 'Signatures under the arrangements' },
      about: 'That a safeguarding partner agrees to a version, word for word.',
      restricted: false,
    },
    {
      ...{ kind: LEAD, name: 'Lead on an issue', plural: 'Leads on issues' },
      about: 'Which partner leads on an issue, how far, from when, and who decided it.',
      restricted: false,
    },
  ],
  grants: [
    ...keptByTheOffice(ARRANGEMENTS, {
      keep: 'The business unit drafts and publishes the arrangements for the partners.',
      partner: 'Signs what the agency will be bound by, and must read it first.',
    }),
    {
      ...{ role: 'safeguarding-partner', action: 'create', kind: SIGNATURE, scope: 'agency', involvement: 'any' },
      ...{ purposes: ['governance'], why: 'Only a partner signs for that partner.' },
    },
    ...keptByTheOffice(LEAD, {
      keep: 'The business unit keeps the register of who leads on what.',
      partner: 'The partners decide among themselves who leads.',
    }),
  ],
};
