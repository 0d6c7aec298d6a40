import type { Action, Grant, Policy, Role } from '../../platform/access/index.ts';
import type { ActionPart } from './process.ts';

/** The kind of record that an action is, as the access table names it. */
export const ACTION = 'action';
/** The kind of record that a recommendation is. */
export const RECOMMENDATION = 'recommendation';
/** How each agency's actions are chased. */
export const CHASING = 'action-chasing';

type Scope = Grant['scope'];
type Line = [role: Role, actions: readonly Action[], scope: Scope, why: string];

const OWNER = 'Whoever has an action does it, says so, and hands over or asks for time when it can’t be done.';

/** Who has which reach over actions. Every working role may be given one; an auditor reads the ledger and nothing else. */
const ACTION_LINES: readonly Line[] = [
  ...(['practitioner', 'hub-worker', 'analyst', 'administrator'] as const).map(
    (role): Line => [role, ['read', 'change'], 'own', OWNER],
  ),
  [
    'assurance-lead',
    ['read', 'create', 'change'],
    'agency',
    'Answers for what the agency promised, and gives it to somebody else when its owner is away.',
  ],
  ['assurance-lead', ['review'], 'agency', 'Looks whether what the agency’s colleagues did has helped.'],
  [
    'business-manager',
    ['read', 'create', 'change'],
    'partnership',
    'Runs the partnership’s year and chases what was decided.',
  ],
  ['business-manager', ['review'], 'partnership', 'Looks whether what agencies did has helped.'],
  ['business-manager', ['share'], 'partnership', 'Publishes what stands in the yearly report.'],
  [
    'safeguarding-partner',
    ['read', 'create', 'change'],
    'partnership',
    'Decides with the other partners what is to be done, and hears whether it was.',
  ],
  ['safeguarding-partner', ['review'], 'partnership', 'Looks whether what agencies did has helped.'],
  ['safeguarding-partner', ['share'], 'partnership', 'Partners answer together for what their report says.'],
  [
    'meeting-administrator',
    ['read', 'create', 'change'],
    'partnership',
    'Writes down in the meeting who does what by when, and keeps it up to date.',
  ],
  ['scrutineer', ['read', 'review'], 'partnership', 'Tests what partners claim to have done against what it changed.'],
];

const RECOMMENDATION_LINES: readonly Line[] = [
  ...(['practitioner', 'hub-worker', 'analyst', 'administrator'] as const).map(
    (role): Line => [
      role,
      ['read'],
      'partnership',
      'Whoever carries out an action sees what was recommended and why; no recommendation names a child.',
    ],
  ),
  [
    'assurance-lead',
    ['read'],
    'partnership',
    'Every agency sees what was recommended to the others, so that it can ask the same of itself.',
  ],
  ['assurance-lead', ['create', 'change'], 'agency', 'Enters what was recommended to the agency and what it answered.'],
  [
    'business-manager',
    ['read', 'create', 'change'],
    'partnership',
    'Keeps every recommendation with its source and what became of it.',
  ],
  ['business-manager', ['share'], 'partnership', 'Publishes what stands in the yearly report.'],
  [
    'safeguarding-partner',
    ['read', 'create', 'change'],
    'partnership',
    'Partners decide what they accept, and say why.',
  ],
  ['safeguarding-partner', ['share'], 'partnership', 'Partners answer together for what their report says.'],
  [
    'meeting-administrator',
    ['read', 'create', 'change'],
    'partnership',
    'Writes down what a meeting recommended or answered.',
  ],
  ['scrutineer', ['read'], 'partnership', 'Tests recommendation by recommendation what partners made of it.'],
];

function grantsOf(kind: string, lines: readonly Line[]): Grant[] {
  return lines.flatMap(([role, actions, scope, why]) =>
    actions.map((action): Grant => {
      const purpose = role === 'scrutineer' ? 'assurance' : 'governance';
      return { role, action, kind, scope, involvement: 'any', purposes: [purpose], why };
    }),
  );
}

const ACTION_GRANTS = grantsOf(ACTION, ACTION_LINES);

/** What the access table must give somebody, beyond what is their own, for a part in an action. */
export const PART_NEEDS = { steward: 'change', judge: 'review' } as const satisfies Partial<Record<ActionPart, Action>>;

/** Somebody as the lines of the access table see them. */
export interface Holder {
  agency: string;
  roles: readonly Role[];
}

/** Whether somebody may do this with other people's actions of an agency, by the lines above. */
export function mayWithOthers(action: Action, { agency, roles }: Holder, ofAgency: string): boolean {
  return ACTION_GRANTS.some(
    (line) =>
      line.action === action &&
      roles.includes(line.role) &&
      (line.scope === 'partnership' || (line.scope === 'agency' && agency === ofAgency)),
  );
}

/** The roles that may do this with actions: with other people's, or with any at all. */
export function rolesThatMay(action: Action, whose: 'others' | 'any'): Role[] {
  const lines = ACTION_GRANTS.filter((line) => line.action === action && (whose === 'any' || line.scope !== 'own'));
  return [...new Set(lines.map(({ role }) => role))];
}

/** Who may do what with actions, recommendations and how they are chased. Product rule 6. */
export const actionsPolicy: Policy = {
  kinds: [
    {
      kind: ACTION,
      name: 'Action',
      plural: 'Actions',
      about: 'What somebody in an agency does by a date, what it should change, and what it changed.',
      restricted: false,
      href: (id) => `/work/actions/${id}`,
    },
    {
      kind: RECOMMENDATION,
      name: 'Recommendation',
      plural: 'Recommendations',
      about: 'What a review, an audit, a meeting or scrutiny recommended, to whom, and what they answered.',
      restricted: false,
      href: (id) => `/work/recommendations/${id}`,
    },
    {
      kind: CHASING,
      name: 'How actions are chased',
      plural: 'How actions are chased',
      about: 'When an agency’s people are reminded of their actions, and which senior hears of late ones.',
      restricted: false,
    },
  ],
  grants: [
    ...ACTION_GRANTS,
    ...grantsOf(RECOMMENDATION, RECOMMENDATION_LINES),
    ...grantsOf(CHASING, [
      ['business-manager', ['manage'], 'partnership', 'Agrees with each agency who hears of late actions, and when.'],
    ]),
  ],
};
