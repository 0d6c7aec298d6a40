import { createHash, randomUUID } from 'node:crypto';
import { listAgencies } from '../../../directory/index.ts';
import { yearOf, yearsBetween } from '../../../meetings/index.ts';
import { decideKind, demandKind, Refused, type Work } from '../../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type Difference, differences, seenMarks, settle } from '../../../platform/web/two-versions.ts';
import { findPartnership, type Group, getGroup, statutoryPartners } from '../../arrangements/index.ts';
import { GROUP } from '../policy.ts';
import { type GivenTerms, readTerms, termsFields, termsValues, withStoredTerms } from './form.ts';
import { type Candidate, called, type GivenMember, type Member, PARTS } from './member.ts';
import {
  endMember,
  findEvidence,
  findTerms,
  insertEvidence,
  insertMember,
  listCandidates,
  listEvidence,
  listMembers,
  listRecords,
  saveTerms,
  type Terms,
  withdrawEvidence,
} from './repository.ts';
import {
  type AgencyVoice,
  type Duty,
  dayProblem,
  dutiesWith,
  type Evidence,
  memberProblems,
  quorumProblems,
  standsOn,
  voicesOf,
} from './rules.ts';

/** A group with its people, as a page shows it to somebody. */
export interface MembersView {
  group: Group;
  today: PlainDate;
  now: Member[];
  /** Who is to join, and who sat there before, the latest first. */
  coming: Member[];
  before: Member[];
  voices: AgencyVoice[];
  terms: Terms;
  mayChange: boolean;
}

function may(work: Work, action: 'create' | 'change'): boolean {
  return decideKind(work.access, work.actor, work.purpose, action, GROUP).may;
}

/** Who sits in a group, who did, and which voices it has. Throws PlainError (404) where there is no such group. */
export async function readMembers(work: Work, key: string): Promise<MembersView> {
  demandKind(work, 'read', GROUP);
  const { trx } = work;
  const group = await getGroup(trx, key);
  const today = londonDate(work.now);
  const members = await listMembers(trx, key);
  return {
    ...{ group, today, terms: await findTerms(trx, key), mayChange: may(work, 'change') },
    now: members.filter((one) => standsOn(one, today)),
    coming: members.filter((one) => one.from > today),
    before: members
      .filter((one) => one.until !== null && one.until < today)
      .toSorted((a, b) => (a.until ?? '').localeCompare(b.until ?? ''))
      .toReversed(),
    voices: voicesOf(members, await statutoryPartners(trx, today), today),
  };
}

/** What the form of a new membership offers. */
export interface MemberChoices {
  group: Group;
  people: Candidate[];
  agencies: { key: string; name: string }[];
  /** For whom somebody can be the deputy. */
  members: Member[];
}

/** What a form for a new member offers. */
export async function beginMember(work: Work, key: string): Promise<MemberChoices> {
  demandKind(work, 'create', GROUP);
  const group = await getGroup(work.trx, key);
  const today = londonDate(work.now);
  const members = await listMembers(work.trx, key);
  return {
    group,
    people: await listCandidates(work.trx, today),
    agencies: (await listAgencies(work.trx)).filter(({ until }) => until === null || until >= today),
    members: members.filter(({ until, part }) => (until === null || until >= today) && part !== 'deputy'),
  };
}

/** Lets somebody join a group. */
export async function addMember(
  work: Work,
  key: string,
  typed: GivenMember,
  id: string = randomUUID(),
): Promise<{ changes: FieldChange[]; id: string } | { problems: FormProblem[]; choices: MemberChoices }> {
  const choices = await beginMember(work, key);
  const { trx, actor, now } = work;
  const person = choices.people.find((one) => one.id === typed.personId);
  const problems: FormProblem[] = [];
  if (typed.personId !== null && !person) {
    problems.push({ field: 'person', message: 'Choose somebody who works with Kith now' });
  }
  const agency = typed.agency || person?.agency || '';
  if (agency !== '' && !choices.agencies.some((one) => one.key === agency)) {
    problems.push({ field: 'agency', message: 'Choose an agency from the list' });
  }
  const given = { ...typed, agency };
  problems.push(...memberProblems(given, await listMembers(trx, key)));
  problems.push(...dayProblem(given.from, 'from', await beganOn(trx), londonDate(now)));
  if (problems.length > 0) return { problems, choices };
  await insertMember(trx, key, given, { id, agency: actor.agency, ownerId: actor.id, now });
  const change = (field: string, after: unknown) => ({ kind: GROUP, recordId: id, field, before: null, after });
  const changes = [
    change('group', choices.group.name),
    change('member', person?.name ?? given.seat),
    change('part', PARTS[given.part]),
    change('voting', given.voting),
    change('from', given.from),
  ];
  return { changes, id };
}

/** One membership of a group. Refused like one that can’t be seen where there is none. */
export async function getMember(work: Work, key: string, id: string): Promise<{ group: Group; member: Member }> {
  demandKind(work, 'change', GROUP);
  const group = await getGroup(work.trx, key);
  const member = (await listMembers(work.trx, key)).find((one) => one.id === id);
  if (!member) throw new Refused({ because: 'no-record', action: 'change', kind: GROUP, recordId: id });
  return { group, member };
}

/** Ends a membership. What was there stays in the group's history. */
export async function endMembership(
  work: Work,
  key: string,
  id: string,
  { until, because }: { until: PlainDate; because: string },
): Promise<{ changes: FieldChange[] } | { problems: FormProblem[]; member: Member; group: Group }> {
  const { group, member } = await getMember(work, key, id);
  const problem = (message: string) => ({ problems: [{ field: 'until-day', message }], member, group });
  if (member.until !== null) {
    throw new PlainError(`The membership of ${called(member)} has ended already, on ${member.until}.`, {
      statusCode: 409,
    });
  }
  if (until < member.from) return problem('The last day can’t be before the first');
  const [wrong] = dayProblem(until, 'until', await beganOn(work.trx), londonDate(work.now));
  if (wrong) return problem(wrong.message);
  if (!(await endMember(work.trx, id, until, because))) {
    throw new PlainError('Somebody else ended this membership just now. Open the group again.', { statusCode: 409 });
  }
  return { changes: [{ kind: GROUP, recordId: id, field: 'until', before: null, after: until }] };
}

/** A group's duties with a year's evidence. */
export interface DutiesView {
  group: Group;
  year: string;
  years: string[];
  duties: Duty[];
  mayAdd: boolean;
  mayTakeBack: boolean;
}

/** A group's duties, each with what shows in a year that it was done, or a gap. */
export async function readDuties(work: Work, key: string, asked: string | null): Promise<DutiesView> {
  demandKind(work, 'read', GROUP);
  const group = await getGroup(work.trx, key);
  const today = londonDate(work.now);
  const years = await yearsOf(work.trx, today);
  const year = asked !== null && years.includes(asked) ? asked : yearOf(today);
  return {
    ...{ group, year, years, mayAdd: may(work, 'create'), mayTakeBack: may(work, 'change') },
    duties: dutiesWith(group.duties, await listEvidence(work.trx, key, year)),
  };
}

async function yearsOf(trx: Db, today: PlainDate): Promise<string[]> {
  return yearsBetween(await beganOn(trx), today);
}

/** The day on which the partnership began; a day long ago while none is loaded. */
async function beganOn(trx: Db): Promise<PlainDate> {
  const since = (await findPartnership(trx))?.liveFrom ?? '2018-04';
  const [year = '', month = '04', day = '01'] = since.split('-');
  return `${year}-${month}-${day}`;
}

/** Enters what shows that a duty was done. */
export async function addEvidence(
  work: Work,
  key: string,
  year: string,
  given: Pick<Evidence, 'duty' | 'kind' | 'words' | 'href'>,
  id: string = randomUUID(),
): Promise<{ id: string; changes: FieldChange[] } | { problems: FormProblem[]; view: DutiesView }> {
  demandKind(work, 'create', GROUP);
  const view = await readDuties(work, key, year);
  const problems: FormProblem[] = [];
  if (!view.group.duties.includes(given.duty)) {
    problems.push({ field: 'duty', message: 'This duty stands in other words by now: open the page again' });
  }
  if (view.year !== year) problems.push({ field: 'year', message: 'Choose a year from the list' });
  if (problems.length > 0) return { problems, view };
  const { trx, actor, now } = work;
  const entered = { id, agency: actor.agency, ownerId: actor.id, ownerName: actor.name, now };
  await insertEvidence(trx, { groupKey: key, year }, given, entered);
  const change = (field: string, after: unknown) => ({ kind: GROUP, recordId: id, field, before: null, after });
  return { id, changes: [change('duty', given.duty), change('year', year), change('evidence', given.words)] };
}

/** What the form of a group's terms shows. */
export interface TermsView {
  group: Group;
  terms: Terms;
  values: TypedValues;
}

/** A group's terms, for somebody who is about to change them. */
export async function openTerms(work: Work, key: string): Promise<TermsView> {
  demandKind(work, 'change', GROUP);
  const group = await getGroup(work.trx, key);
  const terms = await findTerms(work.trx, key);
  return { group, terms, values: { ...termsValues(terms), ...termsMarks(terms) } };
}

/** With which version a form of terms began. */
export function termsMarks(terms: Terms): TypedValues {
  return { version: String(terms.version), seen: seenMarks(termsFields(terms)) };
}

/** What became of a change of terms. */
export type ChangingTerms =
  | { id: string; changes: FieldChange[] }
  | { problems: readonly FormProblem[]; view: TermsView; values: TypedValues }
  | { differences: readonly Difference[]; problems: readonly FormProblem[]; view: TermsView };

/** Changes a group's terms, with their history. Where somebody else changed them meanwhile, both versions come back. */
export async function changeTerms(
  work: Work,
  key: string,
  given: GivenTerms,
  values: TypedValues,
): Promise<ChangingTerms> {
  const view = await openTerms(work, key);
  const stored = view.terms;
  const settled = settle(values, { version: stored.version, mine: termsFields(given), stored: termsFields(stored) });
  if ('differences' in settled) return { ...settled, view };
  const wanted = withStoredTerms(given, stored, settled.asStored);
  const together = { ...termsValues(wanted), why: String(values.why ?? '') };
  const wrong = [...readTerms(together).problems, ...(await termsProblems(work, key, wanted, stored))];
  if (wrong.length > 0) return { problems: wrong, view, values: { ...together, ...termsMarks(stored) } };
  const changes = differences(termsFields(wanted), termsFields(stored), undefined).map((one) => ({
    ...{ kind: GROUP, recordId: termsId(key), field: one.field },
    ...{ before: one.stored[0] ?? null, after: one.mine[0] ?? null },
  }));
  // What was written while nobody but members read it becomes public by saving it, as the form says.
  if (stored.version > 0 && !stored.published)
    changes.push({ kind: GROUP, recordId: termsId(key), field: 'published', before: 'no', after: 'yes' });
  if (changes.length === 0) return { id: termsId(key), changes };
  const { actor, now } = work;
  const entered = { agency: actor.agency, ownerId: actor.id, now };
  if (await saveTerms(work.trx, key, { ...wanted, version: stored.version }, entered)) {
    return { id: termsId(key), changes };
  }
  throw new PlainError(
    'Somebody else changed the terms at the same moment. Go back and save again: you will see both.',
    {
      statusCode: 409,
    },
  );
}

/** What is wrong with terms besides what their form can see: a quorum that can never be met, a day that can’t be. */
async function termsProblems(work: Work, key: string, wanted: GivenTerms, stored: Terms): Promise<FormProblem[]> {
  const { trx } = work;
  const today = londonDate(work.now);
  const partners = await statutoryPartners(trx, today);
  const voices = voicesOf(await listMembers(trx, key), partners, today);
  const began = await beganOn(trx);
  const { endsOn, closedOn } = wanted;
  const late = closedOn !== null && closedOn > today;
  return [
    ...quorumProblems(wanted.quorum, partners.length, voices.length),
    ...(endsOn === null || endsOn === stored.endsOn ? [] : dayProblem(endsOn, 'ends', began, today)),
    ...(late ? [{ field: 'closed-day', message: 'A group is closed once it is: choose today or an earlier day' }] : []),
    ...(closedOn === null || late ? [] : dayProblem(closedOn, 'closed', began, today)),
  ];
}

/** Evidence of a duty that can be taken back. Refused like evidence that does not exist where there is none. */
export async function getEvidence(
  work: Work,
  key: string,
  id: string,
): Promise<{ group: Group; evidence: Evidence & { year: string } }> {
  demandKind(work, 'change', GROUP);
  const group = await getGroup(work.trx, key);
  const evidence = await findEvidence(work.trx, key, id);
  if (!evidence) throw new Refused({ because: 'no-record', action: 'change', kind: GROUP, recordId: id });
  return { group, evidence };
}

/** Takes back what was entered as evidence of a duty by mistake. It stays in the group's history. */
export async function takeBackEvidence(
  work: Work,
  key: string,
  id: string,
  because: string,
): Promise<{ year: string; changes: FieldChange[] }> {
  const { evidence } = await getEvidence(work, key, id);
  if (!(await withdrawEvidence(work.trx, id, londonDate(work.now), because))) {
    throw new PlainError('Somebody else took this back just now. Open the duties again.', { statusCode: 409 });
  }
  const change = { kind: GROUP, recordId: id, field: 'evidence', before: evidence.words, after: 'taken back' };
  return { year: evidence.year, changes: [change] };
}

/** A group with the numbers of everything about it whose history the ledger keeps. */
export async function readGroupRecords(work: Work, key: string): Promise<{ group: Group; records: string[] }> {
  demandKind(work, 'read', GROUP);
  const group = await getGroup(work.trx, key);
  return { group, records: [termsId(key), ...(await listRecords(work.trx, key))] };
}

/** The number under which the ledger keeps a group's terms: groups have keys, records have numbers. */
export function termsId(key: string): string {
  const digits = createHash('sha256').update(`kith group ${key}`).digest('hex');
  return [8, 4, 4, 4, 12]
    .map((length, at) => digits.slice([0, 8, 12, 16, 20][at], ([0, 8, 12, 16, 20][at] ?? 0) + length))
    .join('-');
}
