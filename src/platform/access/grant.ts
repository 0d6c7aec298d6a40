import type { Purpose, Role } from './roles.ts';

/** What may be done with a record, in words for the access table's page. */
export const ACTIONS = {
  read: 'Read',
  create: 'Make a new one',
  change: 'Change',
  share: 'Decide who else sees it',
  'break-glass': 'Open in an emergency, to be judged afterwards',
  review: 'Judge afterwards whether it was right to open it',
  manage: 'Manage',
} as const;

/** The name of an action. */
export type Action = keyof typeof ACTIONS;

/** Whose records an action reaches, from the narrowest. */
export const SCOPES = {
  own: 'those they made',
  team: 'their team’s',
  agency: 'their agency’s',
  partnership: 'the whole partnership’s',
} as const;

/** The name of a scope. */
export type Scope = keyof typeof SCOPES;

/** One line of the access table: a role may do something to one kind of record, within a scope, for a purpose, because. */
export interface Grant {
  role: Role;
  action: Action;
  /** The kind of record, as `AccessKind.kind` names it. */
  kind: string;
  scope: Scope;
  /** `involved`: only records on which the person was put to work, or to which they were let in. */
  involvement: 'any' | 'involved';
  purposes: readonly [Purpose, ...Purpose[]];
  /** Why this role needs it: one sentence that an auditor or a parent would accept. */
  why: string;
}

/** A kind of record that the access table speaks of. */
export interface AccessKind {
  kind: string;
  /** "Serious incident notification". */
  name: string;
  /** "Serious incident notifications". */
  plural: string;
  /** One line: what such a record holds. */
  about: string;
  /**
   * Whether its records are about people who did not choose to be in Kith. Those stand behind row-level security, and a
   * second factor is asked of whoever may see them.
   */
  restricted: boolean;
  /** Address of the page that shows one record; for restricted kinds. */
  href?: (id: string) => string;
}

/** What one module says about access: the kinds of record it keeps and who may do what with them. */
export interface Policy {
  kinds: readonly AccessKind[];
  grants: readonly Grant[];
}

/** The whole table: every module's policy, joined once. */
export interface AccessTable {
  kinds: readonly AccessKind[];
  grants: readonly Grant[];
  /** The kind of that name. Throws when no module has it. */
  kind(name: string): AccessKind;
  /** Lines that give the action on the kind to one of the roles. */
  lines(roles: readonly Role[], action: Action, kind: string): readonly Grant[];
  /**
   * Kinds of restricted record of which somebody may decide who else sees them: access to one is asked for, given and taken. Of the
   * others nobody is let in to a single record, so there is nothing to ask for.
   */
  shared: readonly AccessKind[];
  /** Whether one of the roles may see records of a restricted kind. */
  reachesRestricted(roles: readonly Role[]): boolean;
}

/**
 * Joins policies into the table. Throws when two modules name a kind twice, or a line speaks of a kind that nobody keeps,
 * says the same as another line or gives the public something restricted.
 */
export function accessTable(policies: readonly Policy[]): AccessTable {
  const kinds = policies.flatMap((policy) => policy.kinds);
  const grants = policies.flatMap((policy) => policy.grants);
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  if (byName.size !== kinds.length) throw new Error('Two modules keep the same kind of record.');
  const seen = new Set<string>();
  for (const grant of grants) {
    const kind = byName.get(grant.kind);
    const line = [grant.role, grant.action, grant.kind, grant.scope, grant.involvement].join(' ');
    if (!kind) throw new Error(`The access table speaks of "${grant.kind}", which no module keeps.`);
    if (seen.has(line)) throw new Error(`The access table says twice: ${line}.`);
    if (grant.role === 'public' && kind.restricted) throw new Error(`The public may not be given ${grant.kind}.`);
    seen.add(line);
  }
  const lines = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = `${grant.role} ${grant.action} ${grant.kind}`;
    lines.set(key, [...(lines.get(key) ?? []), grant]);
  }
  const restricted = new Set(grants.filter((one) => byName.get(one.kind)?.restricted).map((one) => one.role));
  return {
    kinds,
    grants,
    kind: (name) => {
      const found = byName.get(name);
      if (!found) throw new Error(`No module keeps records of kind "${name}".`);
      return found;
    },
    lines: (roles, action, kind) => roles.flatMap((role) => lines.get(`${role} ${action} ${kind}`) ?? []),
    shared: kinds.filter(
      ({ kind, restricted: closed }) => closed && grants.some((one) => one.kind === kind && one.action === 'share'),
    ),
    reachesRestricted: (roles) => roles.some((role) => restricted.has(role)),
  };
}
