/** A role, as a partnership's people hold it on certain days. */
export interface RoleWords {
  /** "Independent scrutineer". */
  name: string;
  /** One line for whoever gives the role: what it is for. */
  about: string;
}

/** Every role there is. What each may do stands in the access table, not here. */
export const ROLES = {
  practitioner: {
    name: 'Practitioner',
    about: 'Works with children and families: social worker, school safeguarding lead, health visitor, police officer.',
  },
  'hub-worker': { name: 'Hub worker', about: 'Works at the front door: takes contacts in and sends decisions out.' },
  'meeting-administrator': {
    name: 'Meeting administrator',
    about: 'Prepares meetings, collects contributions and writes minutes.',
  },
  'business-manager': { name: 'Business manager', about: 'Runs the partnership’s business unit and its year.' },
  'safeguarding-partner': {
    name: 'Delegated safeguarding partner',
    about: 'Acts for a safeguarding partner: a council, the health body or the police.',
  },
  scrutineer: { name: 'Independent scrutineer', about: 'Tests what partners claim against the evidence.' },
  analyst: { name: 'Analyst', about: 'Loads returns and publishes figures with their definitions.' },
  'assurance-lead': {
    name: 'Agency assurance lead',
    about: 'Answers for one agency: its people, its access, its assurance.',
  },
  administrator: { name: 'Administrator', about: 'Looks after people’s accounts. Sees no restricted record.' },
  auditor: { name: 'Auditor', about: 'Reads the ledger of what was done, and nothing else.' },
  public: { name: 'The public', about: 'Anybody, without signing in.' },
} as const satisfies Record<string, RoleWords>;

/** The name of a role. */
export type Role = keyof typeof ROLES;

/** A role that a person can hold; everybody is the public already. */
export type HeldRole = Exclude<Role, 'public'>;

/** Every role a person can hold, in the order in which pages list them. */
export const HELD_ROLES = (Object.keys(ROLES) as Role[]).filter((role): role is HeldRole => role !== 'public');

/** Whether a text is the name of a role that a person can hold. */
export function isHeldRole(text: string): text is HeldRole {
  return text !== 'public' && Object.hasOwn(ROLES, text);
}

/** What somebody needs a record for, stated before a restricted one is opened and kept with every entry of the ledger. */
export const PURPOSES = {
  safeguarding: 'Keeping a child safe now',
  learning: 'Learning from what happened',
  assurance: 'Assurance and scrutiny of how agencies work',
  governance: 'Running the partnership together',
  administration: 'Looking after people’s accounts and access',
  audit: 'Auditing how Kith is used',
} as const;

/** The name of a purpose. */
export type Purpose = keyof typeof PURPOSES;

/** Whether a text is the name of a purpose. */
export function isPurpose(text: string): text is Purpose {
  return Object.hasOwn(PURPOSES, text);
}
