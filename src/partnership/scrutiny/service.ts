import { randomUUID } from 'node:crypto';
import { decideKind, demandKind, Refused, type Work } from '../../platform/access/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Difference, differences, type FieldVersion, settle } from '../../platform/web/two-versions.ts';
import { testFields } from './form.ts';
import { SCRUTINY } from './policy.ts';
import {
  findTest,
  insertTest,
  insertVisit,
  listTests,
  setTestPublished,
  setVisitShared,
  updateTest,
} from './repository.ts';
import {
  type Finding,
  type GivenTest,
  type GivenVisit,
  reportYearOf,
  type ScrutinyTest,
  type TestSubject,
} from './scrutiny.ts';
import { listTestSubjects, subjectName } from './subjects.ts';

/** Thrown for what is not there, or not theirs: both are answered alike. */
export function none(action: 'read' | 'change' | 'share', id: string): Refused {
  return new Refused({ because: 'no-record', action, kind: SCRUTINY, recordId: id });
}

/** Fields that differ, for the ledger. */
export function changesOf(id: string, before: readonly FieldVersion[], after: readonly FieldVersion[]): FieldChange[] {
  const held = (lines: readonly string[]) => (lines.length === 0 ? null : lines.join('\n'));
  return differences(after, before, undefined).map(({ field, mine, stored }) => ({
    ...{ kind: SCRUTINY, recordId: id, field },
    before: held(stored),
    after: held(mine),
  }));
}

/** Whether the person may begin tests, visits and statements: for links. */
export function mayWrite({ access, actor, purpose }: Work): boolean {
  return decideKind(access, actor, purpose, 'create', SCRUTINY).may;
}

/** What can be tested, each with its newest test. */
export async function listTestable(work: Work): Promise<(TestSubject & { newest: ScrutinyTest | null })[]> {
  demandKind(work, 'create', SCRUTINY);
  const tests = await listTests(work.trx);
  const nameOf = (one: ScrutinyTest) => subjectName({ kind: one.aboutKind, key: one.aboutKey, place: one.aboutPlace });
  const newest = new Map(tests.toReversed().map((one) => [nameOf(one), one]));
  return (await listTestSubjects(work.trx)).map((subject) => ({
    ...subject,
    newest: newest.get(subjectName(subject)) ?? null,
  }));
}

/** The subject of that name, for the form of a test; null where there is none. */
export async function findSubject(work: Work, name: string): Promise<TestSubject | null> {
  demandKind(work, 'create', SCRUTINY);
  return (await listTestSubjects(work.trx)).find((subject) => subjectName(subject) === name) ?? null;
}

/** Records a test of implementation. */
export async function recordTest(
  work: Work,
  subject: TestSubject,
  given: GivenTest,
  id: string = randomUUID(),
): Promise<{ id: string; changes: FieldChange[] }> {
  demandKind(work, 'create', SCRUTINY);
  const { trx, actor, now } = work;
  const making = { id, agency: actor.agency, ownerId: actor.id, now };
  await insertTest(trx, making, { subject, given, reportYear: reportYearOf(given.testedOn) });
  return { id, changes: changesOf(id, [], testFields(given)) };
}

/** A test as its page shows it to one person. */
export interface TestView {
  test: ScrutinyTest;
  mine: boolean;
}

/** One test, for somebody who may read it. */
export async function readTestRecord(work: Work, id: string): Promise<TestView> {
  demandKind(work, 'read', SCRUTINY);
  const test = await findTest(work.trx, id);
  if (!test) throw none('read', id);
  return { test, mine: test.ownerId === work.actor.id };
}

/** One test, for the scrutineer who is about to change it. */
export async function openTest(work: Work, id: string): Promise<ScrutinyTest> {
  demandKind(work, 'change', SCRUTINY);
  const { test, mine } = await readTestRecord(work, id);
  if (!mine) throw none('change', id);
  return test;
}

/** What became of a change. */
export type Changing<Record> =
  | { changed: FieldChange[] }
  | { differences: readonly Difference[]; problems: readonly FormProblem[]; stored: Record };

/** Changes a test; where somebody else did meanwhile, both versions are told. */
export async function changeTest(
  work: Work,
  id: string,
  given: GivenTest,
  values: TypedValues,
): Promise<Changing<ScrutinyTest>> {
  const stored = await openTest(work, id);
  const [mine, held] = [testFields(given), testFields(stored)];
  const settled = settle(values, { version: stored.version, mine, stored: held });
  if ('differences' in settled) return { ...settled, stored };
  const wanted = withStored(given, stored, settled.asStored);
  const changes = changesOf(id, held, testFields(wanted));
  if (changes.length === 0) return { changed: [] };
  const written = { id, version: stored.version, now: work.now };
  if (await updateTest(work.trx, written, { ...wanted, reportYear: reportYearOf(wanted.testedOn) })) {
    return { changed: changes };
  }
  const now = await openTest(work, id);
  return { differences: differences(mine, testFields(now), String(values.seen ?? '')), problems: [], stored: now };
}

function withStored(given: GivenTest, stored: GivenTest, kept: ReadonlySet<string>): GivenTest {
  const choose = <K extends keyof GivenTest>(field: K): GivenTest[K] => (kept.has(field) ? stored : given)[field];
  return {
    claimed: choose('claimed'),
    evidence: choose('evidence'),
    finding: choose('finding'),
    found: choose('found'),
    testedOn: choose('testedOn'),
    nextLookOn: choose('nextLookOn'),
  };
}

/** Puts a test of one's own into the yearly report, or takes it out. */
export async function publishTest(work: Work, id: string, published: boolean): Promise<FieldChange[]> {
  demandKind(work, 'share', SCRUTINY);
  const { test, mine } = await readTestRecord(work, id);
  if (!mine || !(await setTestPublished(work.trx, id, published))) throw none('share', id);
  return [{ kind: SCRUTINY, recordId: id, field: 'published', before: test.published, after: published }];
}

/** Records a walk-round or a conversation. */
export async function recordVisit(
  work: Work,
  given: GivenVisit,
  id: string = randomUUID(),
): Promise<{ id: string; changes: FieldChange[] }> {
  demandKind(work, 'create', SCRUTINY);
  const { trx, actor, now } = work;
  await insertVisit(trx, { id, agency: actor.agency, ownerId: actor.id, now }, given);
  const changes = Object.entries(given).map(([field, after]) => ({
    ...{ kind: SCRUTINY, recordId: id, field, before: null, after },
  }));
  return { id, changes };
}

/** Shares a visit of one's own with the partnership, or takes it back. */
export async function shareVisit(work: Work, id: string, shared: boolean): Promise<FieldChange[]> {
  demandKind(work, 'share', SCRUTINY);
  if (!(await setVisitShared(work.trx, id, shared))) throw none('share', id);
  return [{ kind: SCRUTINY, recordId: id, field: 'shared', before: !shared, after: shared }];
}

/** How many tests came to each finding, in the order of the scale. */
export function countFindings(tests: readonly Pick<ScrutinyTest, 'finding'>[]): Record<Finding, number> {
  const counts: Record<Finding, number> = { 'in-practice': 0, 'effect-not-seen': 0, partly: 0, 'not-carried-out': 0 };
  for (const { finding } of tests) counts[finding] += 1;
  return counts;
}

/** Tests that are to be looked at again by a day, the earliest first: of each subject the newest test only. */
export function dueForAnotherLook(tests: readonly ScrutinyTest[], by: string): ScrutinyTest[] {
  const newest = new Map<string, ScrutinyTest>();
  for (const one of tests) {
    const name = subjectName({ kind: one.aboutKind, key: one.aboutKey, place: one.aboutPlace });
    const held = newest.get(name);
    if (!held || one.testedOn > held.testedOn) newest.set(name, one);
  }
  return [...newest.values()]
    .filter(({ nextLookOn }) => nextLookOn !== null && nextLookOn <= by)
    .toSorted((a, b) => ((a.nextLookOn ?? '') < (b.nextLookOn ?? '') ? -1 : 1));
}
