import type { Actor, HeldRole } from '../../../platform/access/index.ts';

/** Who may give a role, to whom, and why it is they. */
export interface RoleGivers {
  role: HeldRole;
  givers: readonly {
    giver: HeldRole;
    /** To people of their own agency, or to anybody’s. */
    within: 'agency' | 'partnership';
  }[];
  /** One sentence that an auditor or a parent would accept. */
  why: string;
}

/**
 * Who gives which role. An administrator gives none that reaches a restricted record, so that nobody who looks after
 * accounts can let somebody in alone. Whoever gives a role may end it; an administrator ends any.
 */
export const ROLE_GIVERS: readonly RoleGivers[] = [
  {
    role: 'practitioner',
    givers: [{ giver: 'assurance-lead', within: 'agency' }],
    why: 'An agency knows which of its people work with children, and answers for them.',
  },
  {
    role: 'hub-worker',
    givers: [{ giver: 'assurance-lead', within: 'agency' }],
    why: 'The council that runs a front door decides who works there.',
  },
  {
    role: 'meeting-administrator',
    givers: [
      { giver: 'administrator', within: 'partnership' },
      { giver: 'assurance-lead', within: 'agency' },
    ],
    why: 'Prepares meetings and reaches no restricted record, so either may give it.',
  },
  {
    role: 'business-manager',
    givers: [{ giver: 'business-manager', within: 'partnership' }],
    why: 'The business unit reads every notification: only one of its own lets another in, and never an administrator.',
  },
  {
    role: 'safeguarding-partner',
    givers: [{ giver: 'business-manager', within: 'partnership' }],
    why: 'The partners name their delegates in the published arrangements, which the business unit keeps.',
  },
  {
    role: 'scrutineer',
    givers: [{ giver: 'business-manager', within: 'partnership' }],
    why: 'The partners appoint the scrutineer together; no single agency does.',
  },
  {
    role: 'analyst',
    givers: [{ giver: 'assurance-lead', within: 'agency' }],
    why: 'Checks the authority’s returns and reads in them of children: the authority decides who does that, and never an administrator.',
  },
  {
    role: 'assurance-lead',
    givers: [{ giver: 'business-manager', within: 'partnership' }],
    why: 'Each agency names its lead to the business unit: nobody becomes the one who answers for an agency from within it.',
  },
  {
    role: 'administrator',
    givers: [{ giver: 'administrator', within: 'partnership' }],
    why: 'Looks after accounts and reaches no restricted record.',
  },
  {
    role: 'auditor',
    givers: [{ giver: 'administrator', within: 'partnership' }],
    why: 'Reads what was done and none of the records it was done with.',
  },
];

/** Whoever gives or ends a role; `roles` are those that count for it. */
export type Giver = Pick<Actor, 'id' | 'agency' | 'roles'>;

/** Whose role it is. */
export interface Holder {
  id: string;
  agency: string;
}

/** Whether somebody may give a role to a person. Nobody gives one to themselves. */
export function mayGive(giver: Giver, role: HeldRole, person: Holder): boolean {
  if (giver.id === person.id) return false;
  const line = ROLE_GIVERS.find((one) => one.role === role);
  return !!line?.givers.some(
    (one) => giver.roles.includes(one.giver) && (one.within === 'partnership' || person.agency === giver.agency),
  );
}

/** Whether somebody may end a role that a person holds: what they may give, and an administrator any; never their own. */
export function mayEnd(giver: Giver, role: HeldRole, person: Holder): boolean {
  if (giver.id === person.id) return false;
  return giver.roles.includes('administrator') || mayGive(giver, role, person);
}

/** Roles that somebody may give to a person, in the order of the table. */
export function rolesToGive(giver: Giver, person: Holder): HeldRole[] {
  return ROLE_GIVERS.map((line) => line.role).filter((role) => mayGive(giver, role, person));
}
