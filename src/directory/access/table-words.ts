import {
  ACTIONS,
  type AccessKind,
  type AccessTable,
  type Action,
  type Grant,
  PURPOSES,
  type Purpose,
  ROLES,
  type Role,
} from '../../platform/access/index.ts';

/** What somebody in a role may do, kind of record by kind of record. */
export interface RoleLines {
  role: Role;
  kinds: readonly { kind: AccessKind; lines: readonly Grant[] }[];
}

/** The whole access table by role, in the order of the roles; kinds about which the table tells a role nothing are left out. */
export function linesByRole(table: AccessTable): RoleLines[] {
  return (Object.keys(ROLES) as Role[]).map((role) => ({
    role,
    kinds: table.kinds
      .map((kind) => ({
        kind,
        lines: table.grants.filter((line) => line.role === role && line.kind === kind.kind),
      }))
      .filter(({ lines }) => lines.length > 0),
  }));
}

const REACH: Record<Grant['scope'], string> = {
  own: 'those they made themselves',
  team: 'those of their team',
  agency: 'those of their agency',
  partnership: 'those of every agency',
};

/** Which records of a kind a line reaches: "those of every agency, where they were let in". */
export function reachInWords({ scope, involvement }: Pick<Grant, 'scope' | 'involvement'>): string {
  return involvement === 'involved' ? `${REACH[scope]}, only where they were let in` : REACH[scope];
}

/** What a line allows. A review of access is itself the record; of other kinds `review` judges an emergency. */
export function actionInWords({ action, kind }: Pick<Grant, 'action' | 'kind'>): string {
  return action === 'review' && kind === 'access-review' ? 'Carry out' : ACTIONS[action];
}

/** "Keeping a child safe now, or learning from what happened". */
export function purposesInWords(purposes: readonly Purpose[]): string {
  return purposes
    .map((purpose, place) => (place === 0 ? PURPOSES[purpose] : PURPOSES[purpose].toLowerCase()))
    .join(', or ');
}

const BRIEFLY: Record<Action, string> = {
  read: 'read',
  create: 'make',
  change: 'change',
  share: 'decide who sees',
  'break-glass': 'open in an emergency',
  review: 'judge',
  manage: 'manage',
};

/** What a role may do with a kind, in a few words for a table: "read (if let in), open in an emergency". */
export function linesBriefly(lines: readonly Grant[]): string {
  const always = new Set(lines.filter((line) => line.involvement === 'any').map((line) => line.action));
  const actions = [...new Set(lines.map((line) => line.action))];
  return actions
    .map((action) => {
      const words = action === 'review' && lines[0]?.kind === 'access-review' ? 'carry out' : BRIEFLY[action];
      return always.has(action) ? words : `${words} (if let in)`;
    })
    .join(', ');
}

/** What stands above every line of the table: a name and one plain sentence for each. */
export const RULES_ABOVE: readonly { name: string; words: string }[] = [
  {
    name: 'Conflict of interest',
    words:
      'Nobody reaches a record in which they appear, or somebody they have declared to be close to them. No role, no emergency and nobody’s permission changes that.',
  },
  {
    name: 'Must not receive',
    words:
      'A record can be kept from a person or a whole agency, with a reason. An emergency does not open it to them.',
  },
  {
    name: 'Sealed',
    words: 'A sealed record is seen by the people named for it and by nobody else, whatever their role.',
  },
  {
    name: 'Purpose',
    words:
      'Before a restricted record is opened, its reader says what they need it for. A line counts only for its own purposes.',
  },
  {
    name: 'Emergency',
    words:
      'Where the table says so, somebody may open one record for two hours by typing why. Its owner is told at once, and somebody else judges within five working days whether it was right.',
  },
  {
    name: 'The ledger',
    words:
      'Every reading of a restricted record, every change and every refusal is written down, and nobody can rewrite it.',
  },
];
