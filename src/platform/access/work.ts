import type { Db } from '../database/connection.ts';
import type { Actor } from './actor.ts';
import { type Decision, decideKind, decideRecord } from './decide.ts';
import type { AccessTable, Action } from './grant.ts';
import { Refused } from './refused.ts';
import type { Purpose } from './roles.ts';

/** For whom a use case works, and in which transaction: one that says so to the database. */
export interface Work {
  trx: Db;
  actor: Actor;
  purpose: Purpose | null;
  access: AccessTable;
  now: Date;
}

/** Whose a record of the partnership's own work is: what migration 0015 (`access_reach`) decides by. */
export interface Held {
  agency: string;
  ownerId: string;
}

/** Whether the person may do this with records of the kind at all. Throws Refused if not. */
export function demandKind({ access, actor, purpose }: Work, action: Action, kind: string): void {
  const decision = decideKind(access, actor, purpose, action, kind);
  if (!decision.may) throw new Refused({ because: decision.because, action, kind });
}

/** Whether the person may do this with one record of the partnership's own work. Throws Refused if not, or if there is none. */
export function demandReach(work: Work, action: Action, kind: string, id: string, held: Held | null): asserts held {
  const decision = reach(work, action, kind, held);
  if (!decision.may) throw new Refused({ because: decision.because, action, kind, recordId: id });
}

/** The same, said without a refusal: for links and buttons. */
export function reaches(work: Work, action: Action, kind: string, held: Held): boolean {
  return reach(work, action, kind, held).may;
}

function reach({ access, actor, purpose }: Work, action: Action, kind: string, held: Held | null): Decision {
  const facts = held && {
    ...{ agency: held.agency, ownerId: held.ownerId, team: null },
    ...{ sealed: false, involved: false, named: false, blocked: false, brokenOpen: false },
  };
  return decideRecord(access, actor, purpose, action, kind, facts);
}
