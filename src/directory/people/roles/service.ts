import { randomUUID } from 'node:crypto';
import { type HeldRole, Refused, ROLES } from '../../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { type AtWork, holdPerson, reachPerson } from '../at-work.ts';
import { fieldChanges } from '../changes.ts';
import type { Person } from '../person.ts';
import { type Shut, shutDoubtfulDoors } from './doubtful-door.ts';
import type { Holding } from './holding.ts';
import { addHolding, anotherAdministrator, endHolding, listHoldings } from './repository.ts';
import { type Giver, mayEnd, rolesToGive } from './role-givers.ts';
import { lastDayAtOnce, lastDayProblem, phaseOf, spanProblem, stillRunning } from './rules.ts';

const MANAGE = { action: 'manage', kind: 'role-holding' } as const;

/** What keeps a role from being given or ended, at the field that says so. */
export interface RoleProblem {
  at: 'role' | 'from' | 'until' | 'when' | 'day';
  message: string;
}

/** Whoever acts, with those of their roles that let them give others for the purpose they act for. */
export function giverAt({ table, actor, purpose }: Pick<AtWork, 'table' | 'actor' | 'purpose'>): Giver {
  const counting = new Set(
    table
      .lines(actor.roles, MANAGE.action, MANAGE.kind)
      .filter((line) => purpose !== null && line.purposes.includes(purpose))
      .map((line) => line.role),
  );
  return { id: actor.id, agency: actor.agency, roles: actor.roles.filter((role) => counting.has(role)) };
}

/** A person to whom a role may be given, with the roles that the one who acts may give them. Throws Refused where none. */
export async function personToGive(work: AtWork, id: string): Promise<{ person: Person; roles: HeldRole[] }> {
  const person = await reachPerson(work, MANAGE.action, MANAGE.kind, id);
  return { person, roles: givable(work, person) };
}

function givable(work: AtWork, person: Person): HeldRole[] {
  const roles = rolesToGive(giverAt(work), person);
  if (roles.length === 0) throw refused('out-of-scope', person.id);
  return roles;
}

/**
 * Gives a role. Returns what is wrong with it; or, when it is given, which ways into the account are shut because somebody who
 * may not give this role could have used them.
 */
export async function giveRole(
  work: AtWork,
  id: string,
  given: { role: HeldRole; from: PlainDate; until: PlainDate | null; because: string },
): Promise<{ problem: RoleProblem } | { shut: Shut }> {
  const person = await holdPerson(work, MANAGE.action, MANAGE.kind, id);
  const wrong = await givingProblem(work, person, given);
  if (wrong) return { problem: wrong };
  const before = await listHoldings(work.trx, id);
  const holding = { id: randomUUID(), personId: id, ...given };
  await addHolding(work.trx, holding, work.actor.id, work.now);
  const { role, from, until, because } = given;
  const changes = fieldChanges('role-holding', holding.id, null, { role, from, until, because });
  work.note({ record: { kind: 'role-holding', id: holding.id }, changes, why: because });
  const shut = await shutDoubtfulDoors(work, person, role, before);
  if (shut !== 'nothing') {
    const says = shut === 'link' ? 'Ended a link that somebody else could read' : 'Had a password chosen anew';
    work.note({
      code: 'person.shut-door',
      says,
      record: { kind: 'person', id },
      why: 'Its maker may not give the role',
    });
  }
  return { shut };
}

async function givingProblem(
  work: AtWork,
  person: Person,
  given: { role: HeldRole; from: PlainDate; until: PlainDate | null },
): Promise<RoleProblem | null> {
  if (!givable(work, person).includes(given.role)) {
    return { at: 'role', message: `You can’t give the role “${ROLES[given.role].name}”: choose one from the list` };
  }
  const today = londonDate(work.now);
  if (person.leftOn !== null && person.leftOn < today) {
    return { at: 'role', message: `${person.name} has left: first enter that they are back` };
  }
  const same = (await listHoldings(work.trx, person.id)).filter((one) => one.role === given.role);
  return spanProblem(given, person, same, today);
}

/** A role that the one who acts may end, and whose it is. Throws Refused alike for a role of others and for none. */
export async function roleToEnd(
  work: AtWork,
  id: string,
  holdingId: string,
): Promise<{ person: Person; holding: Holding }> {
  return endable(work, await reachPerson(work, MANAGE.action, MANAGE.kind, id), holdingId);
}

async function endable(work: AtWork, person: Person, holdingId: string): Promise<{ person: Person; holding: Holding }> {
  const holding = (await listHoldings(work.trx, person.id)).find((one) => one.id === holdingId);
  if (!holding) throw refused('no-record', holdingId);
  if (!mayEnd(giverAt(work), holding.role, person)) throw refused('out-of-scope', holdingId);
  return { person, holding };
}

/** Ends a role: at once, or after its last day. Returns what is wrong with that, or null when it is done. */
export async function endRole(
  work: AtWork,
  id: string,
  holdingId: string,
  ending: { lastDay: PlainDate | 'at once'; because: string },
): Promise<RoleProblem | null> {
  const { person, holding } = await endable(work, await holdPerson(work, MANAGE.action, MANAGE.kind, id), holdingId);
  const today = londonDate(work.now);
  if (!['present', 'to-come'].includes(phaseOf(holding, today))) {
    return { at: 'when', message: 'This role has ended already' };
  }
  const atOnce = ending.lastDay === 'at once';
  const lastDay = ending.lastDay === 'at once' ? lastDayAtOnce(holding, today) : ending.lastDay;
  const wrong = atOnce ? null : lastDayProblem(holding, lastDay, today);
  if (wrong) return { at: 'day', message: wrong };
  if (holding.role === 'administrator' && (await leavesNobody(work, person, [holding], lastDay))) {
    return { at: 'when', message: LAST_ADMINISTRATOR };
  }
  const changes = await shorten(work, holding, lastDay, ending.because);
  work.note({ record: { kind: 'role-holding', id: holding.id }, changes, why: ending.because });
  return null;
}

/** Said where an act would leave nobody to look after accounts. */
export const LAST_ADMINISTRATOR =
  'Nobody else is an administrator after that day: first give the role to somebody else, without an end';

/** Whether nobody would look after accounts once these roles of a person end. */
export async function leavesNobody(
  work: AtWork,
  person: Person,
  holdings: readonly Holding[],
  lastDay: PlainDate,
): Promise<boolean> {
  const today = londonDate(work.now);
  if (!holdings.some((one) => one.role === 'administrator' && phaseOf(one, today) === 'present')) return false;
  return !(await anotherAdministrator(work.trx, person.id, lastDay, today));
}

/**
 * Ends whatever roles still run: on a person’s last day, or (`at once`) because they move to another agency, which gives
 * its own. Returns the changes for the ledger.
 */
export async function endRunningRoles(
  work: AtWork,
  person: Person,
  end: PlainDate | 'at once',
  because: string,
): Promise<FieldChange[]> {
  const today = londonDate(work.now);
  const changes: FieldChange[] = [];
  for (const holding of stillRunning(await listHoldings(work.trx, person.id), today)) {
    const atOnce = lastDayAtOnce(holding, today);
    const lastDay = end === 'at once' || end < atOnce || end < holding.from ? atOnce : end;
    if (holding.until !== null && holding.until <= lastDay) continue;
    changes.push(...(await shorten(work, holding, lastDay, because)));
  }
  return changes;
}

async function shorten(work: AtWork, holding: Holding, lastDay: PlainDate, because: string): Promise<FieldChange[]> {
  await endHolding(work.trx, holding.id, { lastDay, because, by: work.actor.id, now: work.now });
  return fieldChanges(
    'role-holding',
    holding.id,
    { until: holding.until, ended_because: holding.endedBecause },
    { until: lastDay, ended_because: because },
  );
}

function refused(because: 'out-of-scope' | 'no-record', recordId: string): Refused {
  return new Refused({ because, ...MANAGE, recordId });
}
