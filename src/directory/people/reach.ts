import type { AccessTable, Action, Actor, Purpose } from '../../platform/access/index.ts';

/** The kinds of record about people: who they are, what they may do and what they did. */
export type PeopleKind = 'person' | 'role-holding' | 'access-review' | 'ledger';

/** Agencies whose people somebody reaches: every one, or those of the list. */
export type Reach = 'every' | readonly string[];

/**
 * What the access table’s lines for an action mean as a filter of agencies. Narrower lines than an agency’s reach nobody:
 * a person’s account belongs to no team and to no maker.
 */
export function reachOf(
  { table, actor, purpose }: { table: AccessTable; actor: Actor; purpose: Purpose | null },
  action: Action,
  kind: PeopleKind,
): Reach {
  const lines = table
    .lines(actor.roles, action, kind)
    .filter((line) => purpose !== null && line.purposes.includes(purpose) && line.involvement === 'any');
  if (lines.some((line) => line.scope === 'partnership')) return 'every';
  return lines.some((line) => line.scope === 'agency') ? [actor.agency] : [];
}

/** Whether a reach takes in an agency. */
export function reaches(reach: Reach, agency: string): boolean {
  return reach === 'every' || reach.includes(agency);
}
