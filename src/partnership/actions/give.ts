import { randomUUID } from 'node:crypto';
import { demandKind, ROLES, reaches, type Work } from '../../platform/access/index.ts';
import { dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { tellPeople, type Word } from '../../platform/notify/index.ts';
import { differences, type FieldVersion } from '../../platform/web/two-versions.ts';
import type { GivenAction } from './action.ts';
import { scheduleChase } from './chasing/schedule.ts';
import { ACTION, rolesThatMay } from './policy.ts';
import { findOwner, insertAction, listOwners, namesOf, nextActionReference, type PossibleOwner } from './repository.ts';
import { datesWrong, fieldsOf, type Wrong } from './rules.ts';

/** What became of a new action. */
export type Giving =
  | { given: { id: string; reference: string; changes: FieldChange[] } }
  /** What is to be mended, by the fields of the action's form. */
  | { problems: Wrong[] };

/**
 * Gives an action to a person in an agency, tells them, and sets the reminders. The caller writes the ledger's entry with
 * the changes that are returned. Throws Refused where the person may give no actions at all.
 */
export async function giveAction(work: Work, given: GivenAction, id: string = randomUUID()): Promise<Giving> {
  demandKind(work, 'create', ACTION);
  const { trx, actor, now } = work;
  const today = londonDate(now);
  const owner = await findOwner(trx, given.ownerId, today);
  const problems = [...datesWrong(given, today), ...ownerWrong(owner, today), ...(await unknown(work, given))];
  if (owner && !reaches(work, 'create', ACTION, { agency: owner.agency, ownerId: owner.id })) {
    const message = `${owner.name} works for another agency: ask the business manager to give it to them`;
    problems.push({ field: 'owner', message });
  }
  if (!owner || problems.length > 0) return { problems };
  const reference = await nextActionReference(trx, today.slice(0, 4));
  await insertAction(trx, { id, reference, agency: owner.agency, givenBy: actor.id, givenOn: today, now }, given);
  await scheduleChase(trx, id, now);
  if (owner.id !== actor.id) await tellPeople(trx, [owner.id], givenWord(id, reference, given.dueOn), now);
  const names = await namesOf(trx, given);
  const fields: FieldVersion[] = [
    ...fieldsOf(given, names),
    { field: 'owner', label: 'Who has it', value: [owner.name] },
    { field: 'due', label: 'Due', value: [given.dueOn] },
  ];
  return { given: { id, reference, changes: changesOf(id, [], fields) } };
}

/** What is wrong with whom an action is given to. */
export function ownerWrong(owner: Omit<PossibleOwner, 'id' | 'agency'> | undefined, today: PlainDate): Wrong[] {
  if (!owner) return [{ field: 'owner', message: 'Nobody by that name or address works with Kith today: check it' }];
  if (owner.leftOn !== null && owner.leftOn < today) {
    const message = `${owner.name} left on ${dateInWords(owner.leftOn)}: choose somebody who works with Kith today`;
    return [{ field: 'owner', message }];
  }
  if (mayHave(owner)) return [];
  const held = owner.roles.map((role) => ROLES[role].name.toLowerCase()).join(', ');
  const why = held === '' ? 'they hold no role in Kith today' : `nobody can do so as ${held}`;
  const message = `${owner.name} could not say that it is done: ${why}. Choose somebody else`;
  return [{ field: 'owner', message }];
}

/** Whether one of somebody's roles lets them do an action that is theirs. */
export function mayHave({ roles }: Pick<PossibleOwner, 'roles'>): boolean {
  const able = rolesThatMay('change', 'any');
  return roles.some((role) => able.includes(role));
}

/** Everybody to whom an action can be given on a day, by agency and name. */
export function listTakers(trx: Db, today: PlainDate): Promise<{ id: string; name: string; agencyName: string }[]> {
  return listOwners(trx, rolesThatMay('change', 'any'), today);
}

/** What an action names and Kith does not hold. */
export async function unknown(
  { trx }: Pick<Work, 'trx'>,
  given: Pick<GivenAction, 'objectives' | 'priority' | 'themes' | 'recommendationId'>,
): Promise<Wrong[]> {
  const names = await namesOf(trx, given);
  const wrong: Wrong[] = [];
  if (given.objectives.some((key) => !names.objectives.has(key)))
    wrong.push({ field: 'objectives', message: 'Choose objectives from the list' });
  if (given.priority !== null && !names.priorities.has(given.priority))
    wrong.push({ field: 'priority', message: 'Choose a priority from the list' });
  if ((given.themes ?? []).some((key) => !names.themes.has(key)))
    wrong.push({ field: 'themes', message: 'Choose themes from the list' });
  if (given.recommendationId !== null && !names.recommendations.has(given.recommendationId))
    wrong.push({ field: 'recommendation', message: 'Choose a recommendation that you can see' });
  return wrong;
}

/** What the ledger keeps of two versions of an action's fields. */
export function changesOf(
  id: string,
  before: readonly FieldVersion[],
  after: readonly FieldVersion[],
  kind: string = ACTION,
): FieldChange[] {
  const held = (lines: readonly string[]) => (lines.length === 0 ? null : lines.length === 1 ? lines[0] : lines);
  return differences(after, before, undefined).map(({ field, mine, stored }) => ({
    ...{ kind, recordId: id, field },
    before: held(stored),
    after: held(mine),
  }));
}

function givenWord(id: string, reference: string, dueOn: PlainDate): Word {
  const notice = `You have been given the action ${reference}, due on ${dateInWords(dueOn)}.`;
  return {
    notice,
    href: `/work/actions/${id}`,
    subject: `You have been given an action in Kith: ${reference}`,
    mail: `${notice} What it is stands in Kith, on your work list.`,
  };
}
