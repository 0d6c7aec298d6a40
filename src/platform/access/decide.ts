import type { Actor } from './actor.ts';
import type { AccessTable, Action, Grant } from './grant.ts';
import type { Purpose } from './roles.ts';

/** How one record stands to the person who acts. Read from the database, whether or not they may see the record. */
export interface RecordFacts {
  /** Key of the agency whose record it is. */
  agency: string;
  team: string | null;
  ownerId: string;
  sealed: boolean;
  /** The person was put to work on it, or let in. */
  involved: boolean;
  /** The person is one of those who see it while it is sealed. */
  named: boolean;
  /** They appear in it, are close to somebody who does, or must not receive it. */
  blocked: boolean;
  /** They opened it in an emergency within the last two hours. */
  brokenOpen: boolean;
}

/** Why somebody may, or may not. The reason of a refusal goes into the ledger and never onto a page. */
export type Decision = { may: true; line: Grant | null } | { may: false; because: Refusal };

/** Why something was refused. */
export type Refusal =
  | 'no-role'
  | 'other-purpose'
  | 'out-of-scope'
  | 'not-involved'
  | 'sealed'
  | 'blocked'
  | 'no-record';

/** Whether somebody may at all do this with records of the kind, before any one of them is looked at. */
export function decideKind(
  table: AccessTable,
  actor: Actor,
  purpose: Purpose | null,
  action: Action,
  kind: string,
): Decision {
  const lines = table.lines(actor.roles, action, kind);
  if (lines.length === 0) return { may: false, because: 'no-role' };
  const line = lines.find((one) => purpose !== null && one.purposes.includes(purpose));
  return line ? { may: true, line } : { may: false, because: 'other-purpose' };
}

/**
 * Whether somebody may do this with one record. The database decides the same by itself (migration 0011, access_rule);
 * a contract test holds the two against each other. Facts of null mean that there is no such record.
 */
export function decideRecord(
  table: AccessTable,
  actor: Actor,
  purpose: Purpose | null,
  action: Action,
  kind: string,
  facts: RecordFacts | null,
): Decision {
  if (facts === null) return { may: false, because: 'no-record' };
  if (facts.blocked) return { may: false, because: 'blocked' };
  const inGeneral = decideKind(table, actor, purpose, action, kind);
  if (action === 'read' && facts.brokenOpen) return { may: true, line: inGeneral.may ? inGeneral.line : null };
  if (!inGeneral.may) return inGeneral;
  const throughSeal = action === 'break-glass' || action === 'review' || action === 'create';
  if (facts.sealed && !facts.named && !throughSeal) return { may: false, because: 'sealed' };
  const lines = table
    .lines(actor.roles, action, kind)
    .filter((one) => purpose !== null && one.purposes.includes(purpose));
  const inScope = lines.filter((line) => reaches(line, actor, facts));
  const line = inScope.find((one) => one.involvement === 'any' || facts.involved);
  if (line) return { may: true, line };
  return { may: false, because: inScope.length > 0 ? 'not-involved' : 'out-of-scope' };
}

function reaches(line: Grant, actor: Actor, facts: RecordFacts): boolean {
  switch (line.scope) {
    case 'partnership':
      return true;
    case 'agency':
      return facts.agency === actor.agency;
    case 'team':
      return facts.agency === actor.agency && facts.team !== null && facts.team === actor.team;
    case 'own':
      return facts.ownerId === actor.id && facts.agency === actor.agency;
  }
}

/** Purposes for which the person's roles may do this, in the order of the table. */
export function purposesFor(table: AccessTable, actor: Actor, action: Action, kind: string): Purpose[] {
  return [...new Set(table.lines(actor.roles, action, kind).flatMap((line) => line.purposes))];
}

/**
 * The purpose under which somebody does this: the one they stated if it fits, else the only one there is; null when they
 * must say which of several it is, or when no role of theirs allows it.
 */
export function purposeFor(
  table: AccessTable,
  actor: Actor,
  stated: Purpose | null,
  action: Action,
  kind: string,
): Purpose | null {
  const fitting = purposesFor(table, actor, action, kind);
  if (stated !== null && fitting.includes(stated)) return stated;
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
