import { demandKind, type Work } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { typed } from '../form.ts';
import { CHASING } from '../policy.ts';
import { choosePerson } from '../service.ts';
import { listStanding } from '../turns/repository.ts';
import { isAble } from '../turns/turn.ts';
import { type AgencyChasing, listChasing, saveChasing } from './repository.ts';

/** How every agency's actions are chased, for whoever manages it. */
export async function openChasing(work: Work): Promise<AgencyChasing[]> {
  demandKind(work, 'manage', CHASING);
  return listChasing(work.trx);
}

/** What is wrong with the days that were typed; they are whole numbers. */
export function readDays(values: TypedValues): { remindDays: number; seniorDays: number; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const number = (field: string, from: number, called: string) => {
    const text = typed(values, field);
    const found = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(found) || found < from || found > 60)
      problems.push({ field, message: `Enter how many working days ${called}: a number from ${from} to 60` });
    return found;
  };
  const remindDays = number('remind', 0, 'before the due date the owner is reminded');
  const seniorDays = number('senior-days', 1, 'after the due date the senior is told');
  return { remindDays, seniorDays, problems };
}

/** What became of setting it. */
export type SettingChasing =
  | { changed: { before: AgencyChasing; after: { remindDays: number; seniorDays: number; senior: string | null } } }
  | { problems: FormProblem[] }
  /** Somebody else set it meanwhile. */
  | 'clash';

/** Sets how one agency's actions are chased. */
export async function setChasing(work: Work, values: TypedValues): Promise<SettingChasing> {
  const all = await openChasing(work);
  const before = all.find(({ agency }) => agency === typed(values, 'agency'));
  if (!before) return { problems: [{ field: 'senior', message: 'Choose an agency that works today' }] };
  if (typed(values, 'version') !== String(before.version)) return 'clash';
  const { remindDays, seniorDays, problems } = readDays(values);
  const who = typed(values, 'senior');
  const person = who === '' ? null : await choosePerson(work.trx, who, londonDate(work.now));
  if (person && 'problem' in person) problems.push({ ...person.problem, field: 'senior' });
  const senior = person && 'person' in person ? person.person : null;
  if (senior && senior.agency !== before.agency)
    problems.push({
      field: 'senior',
      message: `${senior.name} works for another agency: choose somebody of ${before.agencyName}`,
    });
  if (senior && problems.length === 0) {
    const people = await listStanding(work.trx, londonDate(work.now));
    const others = { agency: before.agency, ownerId: '', doneBy: null };
    if (!people.some((one) => one.id === senior.id && isAble('answer', others, one)))
      problems.push({
        field: 'senior',
        message: `${senior.name} has no role in Kith that lets them settle what is late: choose somebody who is assurance lead, safeguarding partner or business manager`,
      });
  }
  if (problems.length > 0) return { problems };
  const given = { agency: before.agency, remindDays, seniorDays, seniorId: senior?.id ?? null };
  const saved = await saveChasing(work.trx, given, { version: before.version, by: work.actor.id, now: work.now });
  return saved ? { changed: { before, after: { remindDays, seniorDays, senior: senior?.name ?? null } } } : 'clash';
}
