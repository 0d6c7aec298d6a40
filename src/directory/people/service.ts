import { randomUUID } from 'node:crypto';
import { Refused } from '../../platform/access/index.ts';
import { dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { type Agency, listAgencies } from '../repository.ts';
import { endInvitations } from '../sign-in/invitation.ts';
import { endOtherSessions } from '../sign-in/session.ts';
import { tellPerson } from '../sign-in/tell.ts';
import { type AtWork, holdPerson, LET_IN, MANAGE } from './at-work.ts';
import { fieldChanges } from './changes.ts';
import { keptDoor } from './door.ts';
import { fieldsOf, type Person, type PersonDetails } from './person.ts';
import { type PeopleKind, reaches, reachOf } from './reach.ts';
import { addPerson, changePerson, setLastDay, takeAddress } from './repository.ts';
import { listHoldings } from './roles/repository.ts';
import { endRunningRoles, LAST_ADMINISTRATOR, leavesNobody } from './roles/service.ts';

/** Agencies to which the one who acts may add people: within their reach, and not ended. */
export async function agenciesToManage(work: AtWork): Promise<Agency[]> {
  return agenciesWithin(work, 'manage', 'person');
}

/** Agencies within reach of an action, by name, without those that have ended. */
export async function agenciesWithin(work: AtWork, action: 'manage' | 'read' | 'review', kind: PeopleKind) {
  const reach = reachOf(work, action, kind);
  const today = londonDate(work.now);
  const all = await listAgencies(work.trx);
  return all.filter((agency) => reaches(reach, agency.key) && (agency.until === null || agency.until >= today));
}

/**
 * A person for somebody about to change their account. Throws Refused where there is no such person within reach, and for
 * one’s own account: nobody opens or closes their own door.
 */
export async function personToManage(work: AtWork, id: string): Promise<Person> {
  const person = await holdPerson(work, MANAGE.action, MANAGE.kind, id);
  if (person.id === work.actor.id) throw new Refused({ because: 'out-of-scope', ...MANAGE, recordId: id });
  return person;
}

/**
 * A person for somebody about to open a way into their account, which is for those who give roles: `keptDoor` says whether they
 * may. Throws Refused as `personToManage` does.
 */
export async function personToLetIn(work: AtWork, id: string): Promise<Person> {
  const person = await holdPerson(work, LET_IN.action, LET_IN.kind, id);
  if (person.id === work.actor.id) throw new Refused({ because: 'out-of-scope', ...LET_IN, recordId: id });
  return person;
}

/** Makes a person. Returns them, or what is wrong with the details. */
export async function makePerson(work: AtWork, details: PersonDetails): Promise<{ id: string } | FormProblem[]> {
  const problems = await detailProblems(work, details, null);
  if (problems.length > 0) return problems;
  const id = randomUUID();
  await addPerson(work.trx, id, details, work.now);
  work.note({ record: { kind: 'person', id }, changes: fieldChanges('person', id, null, fieldsOf(details)) });
  return { id };
}

/**
 * Writes changed details of a person whom `personToManage` gave. Who moves to another agency brings no role along: the new
 * agency gives its own. Returns what is wrong, or nothing.
 */
export async function saveDetails(
  work: AtWork,
  person: Person,
  details: PersonDetails,
  why: string,
): Promise<FormProblem[]> {
  const problems = await detailProblems(work, details, person);
  if (problems.length > 0) return problems;
  const changes = fieldChanges('person', person.id, fieldsOf(person), fieldsOf(details));
  if (changes.length === 0) return [];
  const moves = details.email !== person.email;
  // Whoever has the address is mailed the links, and is let in by their organisation: it is a door like a link.
  const kept = moves ? await keptDoor(work, person, 'address') : null;
  if (kept !== null) return [{ field: 'email', message: `You can’t change this address. ${kept}` }];
  if (details.agency !== person.agency) {
    if (await leavesNobody(work, person, await listHoldings(work.trx, person.id), londonDate(work.now))) {
      return [{ field: 'agency', message: LAST_ADMINISTRATOR }];
    }
    const moved = await endRunningRoles(work, person, 'at once', 'Moved to another agency');
    changes.push(...moved);
  }
  // Told where they were until now: an address that somebody else changed would else be theirs without a word.
  if (moves) {
    await tellOfNewAddress(work, person, details.email);
    await endInvitations(work.trx, person.id, work.now);
  }
  await changePerson(work.trx, person.id, details);
  work.note({ record: { kind: 'person', id: person.id }, changes, why });
  return [];
}

function tellOfNewAddress(work: AtWork, person: Person, email: string): Promise<void> {
  const words = `${work.actor.name} changed your email address in Kith from ${person.email} to ${email}.`;
  return tellPerson(
    work.trx,
    person.id,
    {
      subject: 'Your email address in Kith was changed',
      notice: words,
      mail: `${words}\n\nIf that is not right, tell your agency’s assurance lead at once.`,
    },
    work.now,
  );
}

async function detailProblems(work: AtWork, details: PersonDetails, person: Person | null): Promise<FormProblem[]> {
  const problems: FormProblem[] = [];
  const reach = reachOf(work, MANAGE.action, MANAGE.kind);
  const owner = person?.email === details.email ? null : await takeAddress(work.trx, details.email);
  if (owner && owner.id !== person?.id) {
    // Whether somebody of another agency has an account is not an assurance lead's to know.
    const message = reaches(reach, owner.agency)
      ? `${owner.name} has an account with that email address already`
      : 'That address can’t be used: ask the administrator';
    problems.push({ field: 'email', message });
  }
  if (details.agency !== person?.agency) {
    const agencies = await agenciesToManage(work);
    if (!agencies.some((agency) => agency.key === details.agency)) {
      problems.push({ field: 'agency', message: 'Choose an agency from the list' });
    }
  }
  if (person?.leftOn && person.leftOn < details.joined) {
    problems.push({ field: 'joined-day', message: 'The first day must be before the last, or the same' });
  }
  return problems;
}

/**
 * Writes a person’s last day: access and roles end when it is over, and at once where it is today or earlier. Returns what
 * is wrong, or nothing.
 */
export async function leave(
  work: AtWork,
  person: Person,
  given: { lastDay: PlainDate; because: string },
): Promise<FormProblem[]> {
  const { lastDay, because } = given;
  const today = londonDate(work.now);
  if (lastDay < person.joined) {
    return [
      { field: 'last-day', message: `The last day must be ${dateInWords(person.joined)}, their first, or later` },
    ];
  }
  if (await leavesNobody(work, person, await listHoldings(work.trx, person.id), lastDay)) {
    return [{ field: 'last-day', message: LAST_ADMINISTRATOR }];
  }
  const roles = await endRunningRoles(work, person, lastDay, 'Left');
  const changes = fieldChanges('person', person.id, { left_on: person.leftOn }, { left_on: lastDay });
  await setLastDay(work.trx, person.id, lastDay);
  if (lastDay <= today) await endOtherSessions(work.trx, person.id, null, 'You have left', work.now);
  work.note({ record: { kind: 'person', id: person.id }, changes: [...changes, ...roles], why: because });
  return [];
}

/** Takes a person’s last day back: they stay, or are back. Roles that ended with it stay ended. */
export async function stay(work: AtWork, person: Person): Promise<void> {
  await setLastDay(work.trx, person.id, null);
  const changes = fieldChanges('person', person.id, { left_on: person.leftOn }, { left_on: null });
  work.note({ record: { kind: 'person', id: person.id }, changes });
}

/** Signs a person out everywhere. */
export async function endSessions(work: AtWork, person: Person): Promise<void> {
  await endOtherSessions(work.trx, person.id, null, `Ended by ${work.actor.name}`, work.now);
  work.note({ record: { kind: 'person', id: person.id } });
}
