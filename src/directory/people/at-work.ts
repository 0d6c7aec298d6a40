import { type AccessTable, type Action, type Actor, type Purpose, Refused } from '../../platform/access/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import type { Acting, Noted } from '../../platform/web/route.ts';
import type { Person } from './person.ts';
import { type PeopleKind, reaches, reachOf } from './reach.ts';
import { findPerson, lockPerson } from './repository.ts';

/** Somebody at work on people’s accounts: who, what for, when, in which transaction, with the pen of the ledger. */
export interface AtWork {
  trx: Db;
  table: AccessTable;
  actor: Actor;
  purpose: Purpose | null;
  now: Date;
  note: (noted: Noted) => void;
}

/** What it takes to change a person’s account. */
export const MANAGE = { action: 'manage', kind: 'person' } as const;
/** What it takes to open a way into it: that is for those who give roles. */
export const LET_IN = { action: 'manage', kind: 'role-holding' } as const;

/** Whether the one who acts may change this person’s account. */
export function mayManage(work: AtWork, person: Person): boolean {
  return person.id !== work.actor.id && reaches(reachOf(work, MANAGE.action, MANAGE.kind), person.agency);
}

/** Whether the one who acts gives roles to this person’s agency, and so may be the one who lets them in. */
export function mayOpenDoors(work: AtWork, person: Person): boolean {
  return person.id !== work.actor.id && reaches(reachOf(work, LET_IN.action, LET_IN.kind), person.agency);
}

/** The pen of a request as people’s use cases take it. */
export function atWork({ access, now }: Deps, { trx, actor, purpose, note }: Acting): AtWork {
  return { trx, table: access, actor, purpose, now: now(), note };
}

/**
 * The person of that number, for somebody who reaches them. Throws Refused alike for somebody of another agency and for a
 * number that is nobody’s.
 */
export function reachPerson(work: AtWork, action: Action, kind: PeopleKind, id: string): Promise<Person> {
  return reached(work, action, kind, id, findPerson);
}

/** The same for somebody about to change them: until this transaction ends nobody else changes them. */
export function holdPerson(work: AtWork, action: Action, kind: PeopleKind, id: string): Promise<Person> {
  return reached(work, action, kind, id, lockPerson);
}

async function reached(
  work: AtWork,
  action: Action,
  kind: PeopleKind,
  id: string,
  find: typeof findPerson,
): Promise<Person> {
  const person = await find(work.trx, id);
  if (!person) throw new Refused({ because: 'no-record', action, kind, recordId: id });
  if (!reaches(reachOf(work, action, kind), person.agency)) {
    throw new Refused({ because: 'out-of-scope', action, kind, recordId: id });
  }
  return person;
}
