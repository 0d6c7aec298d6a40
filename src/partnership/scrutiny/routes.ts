import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../../directory/index.ts';
import { addDays, londonDate } from '../../platform/clocks/index.ts';
import { historyRoute } from '../../platform/history/index.ts';
import type { Deps } from '../../platform/module.ts';
import { type TypedValues, typedText } from '../../platform/web/form.ts';
import { guarded, type Noted } from '../../platform/web/route.ts';
import { seenMarks } from '../../platform/web/two-versions.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { listRegister, NO_FILTER } from '../challenge/index.ts';
import { changeTestForm, newTestForm, readTest, shareForm, testFields, typedTest } from './form.ts';
import { crumbs, SCRUTINY_PAGE, TESTS, testHref } from './links.ts';
import { BothVersionsPage } from './pages/both-versions-page.tsx';
import { ChooseSubjectPage, TestFormPage, TestPage, TestsPage } from './pages/test-pages.tsx';
import { WorkspacePage } from './pages/workspace-page.tsx';
import { SCRUTINY } from './policy.ts';
import { listTests } from './repository.ts';
import { FINDINGS, type Finding, type ScrutinyTest } from './scrutiny.ts';
import {
  changeTest,
  countFindings,
  dueForAnotherLook,
  findSubject,
  listTestable,
  mayWrite,
  openTest,
  publishTest,
  readTestRecord,
  recordTest,
} from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const NEWEST = 8;
/** Two weeks ahead a look is worth planning. */
const AHEAD = 14;

const IN_WORK: Noted = { code: 'scrutiny.form', says: 'Filled in a form of scrutiny; nothing was saved' };
const MET: Noted = {
  code: 'scrutiny.two-versions',
  says: 'Was shown two versions of a record of scrutiny to choose from; nothing was saved',
};
const record = (id: string) => ({ record: { kind: SCRUTINY, id } });

/** The workspace and tests of implementation. */
export function scrutinyRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: SCRUTINY_PAGE,
    permission: { action: 'read', kind: SCRUTINY },
    event: { code: 'scrutiny.open', says: 'Opened the workspace of scrutiny' },
    params: nothing,
    query: nothing,
    handle: async (acting) => {
      const tests = await listTests(acting.trx);
      const filter = { ...NO_FILTER, show: 'all', by: 'scrutineer' } as const;
      const challenges = await listRegister(acting.trx, filter, { from: 0, most: NEWEST });
      const view = {
        mayWrite: mayWrite(workOf(acting, deps)),
        due: dueForAnotherLook(tests, addDays(londonDate(deps.now()), AHEAD)),
        newest: tests.slice(0, NEWEST),
        findings: countFindings(tests),
        tests: tests.length,
        challenges: challenges.lines,
        allChallenges: challenges.total,
      };
      return { page: WorkspacePage({ view }) };
    },
  });
  testRoutes(app, deps);
  changingRoutes(app, deps);
  historyRoute(app, {
    ...{ url: `${TESTS}/:id/history`, kind: SCRUTINY, params: one, names: namesOf },
    event: { code: 'scrutiny.test-history', says: 'Read the history of a test of implementation' },
    labels: {
      ...{ claimed: 'What was claimed', evidence: 'Evidence looked at', finding: 'Finding', found: 'What was found' },
      ...{ testedOn: 'Day of the test', nextLookOn: 'Next look', published: 'In the yearly report' },
    },
    find: async (acting, { id }) => {
      const { aboutWords } = (await readTestRecord(workOf(acting, deps), id)).test;
      const breadcrumbs = crumbs({ text: 'Tests', href: TESTS }, { text: aboutWords, href: testHref(id) });
      return { records: id, name: 'a test', caption: aboutWords, breadcrumbs };
    },
  });
}

function testRoutes(app: FastifyInstance, deps: Deps): void {
  const today = () => londonDate(deps.now());
  const findings = Object.keys(FINDINGS) as [Finding, ...Finding[]];
  guarded(app, {
    method: 'GET',
    url: TESTS,
    permission: { action: 'read', kind: SCRUTINY },
    event: { code: 'scrutiny.tests', says: 'Looked through tests of implementation' },
    params: nothing,
    query: z.object({ finding: z.enum(findings).nullable().default(null).catch(null) }),
    handle: async ({ query, ...acting }) => {
      const all = await listTests(acting.trx);
      const tests = query.finding === null ? all : all.filter(({ finding }) => finding === query.finding);
      acting.note({ seen: tests.map(({ id }) => id) });
      return { page: TestsPage({ tests, finding: query.finding, mayWrite: mayWrite(workOf(acting, deps)) }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${TESTS}/new`,
    permission: { action: 'create', kind: SCRUTINY },
    // Nothing but what is public is shown, beside one's own tests, and nothing is written.
    event: 'none',
    params: nothing,
    query: z.object({ about: z.string().max(300).optional().catch(undefined) }),
    handle: async ({ query, kept, ...acting }) => {
      const work = workOf(acting, deps);
      const name = kept ? typedText(kept, 'about') : query.about;
      const subject = name === undefined ? null : await findSubject(work, name);
      return subject
        ? {
            page: TestFormPage({
              subject: { ...subject, name: name ?? '' },
              test: null,
              values: kept ?? {},
              problems: [],
            }),
          }
        : { page: ChooseSubjectPage({ subjects: await listTestable(work) }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: TESTS,
    permission: { action: 'create', kind: SCRUTINY },
    event: { code: 'scrutiny.test', says: 'Recorded a test of implementation' },
    params: nothing,
    query: nothing,
    body: newTestForm(today),
    formAt: () => `${TESTS}/new`,
    handle: async ({ body, ...acting }) => {
      const work = workOf(acting, deps);
      const subject = await findSubject(work, typedText(body, 'about') ?? '');
      if (!subject) {
        acting.note(IN_WORK);
        return { page: ChooseSubjectPage({ subjects: await listTestable(work) }), status: 400 };
      }
      const { id, changes } = await recordTest(work, subject, readTest(body, today()).given);
      acting.note({ ...record(id), changes });
      return { redirect: `${testHref(id)}?done=made` };
    },
    invalid: async ({ values, problems, ...acting }) => {
      acting.note(IN_WORK);
      const work = workOf(acting, deps);
      const name = typedText(values, 'about') ?? '';
      const subject = await findSubject(work, name);
      return subject
        ? { page: TestFormPage({ subject: { ...subject, name }, test: null, values, problems }) }
        : { page: ChooseSubjectPage({ subjects: await listTestable(work) }), status: 400 };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${TESTS}/:id`,
    permission: { action: 'read', kind: SCRUTINY },
    event: { code: 'scrutiny.read-test', says: 'Read a test of implementation' },
    params: one,
    query: z.object({ done: z.enum(['made', 'changed', 'shared']).nullable().default(null).catch(null) }),
    handle: async ({ params, query, ...acting }) => {
      const view = await readTestRecord(workOf(acting, deps), params.id);
      acting.note(record(params.id));
      return { page: TestPage({ view, done: query.done }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${TESTS}/:id/publish`,
    permission: { action: 'share', kind: SCRUTINY },
    event: { code: 'scrutiny.publish-test', says: 'Decided whether a test stands in the yearly report' },
    params: one,
    query: nothing,
    body: shareForm,
    handle: async ({ params: { id }, body, ...acting }) => {
      const changes = await publishTest(workOf(acting, deps), id, typedText(body, 'shared') === 'yes');
      acting.note({ ...record(id), changes });
      return { redirect: `${testHref(id)}?done=shared` };
    },
    invalid: async ({ params: { id }, ...acting }) => {
      const view = await readTestRecord(workOf(acting, deps), id);
      acting.note({ ...IN_WORK, ...record(id) });
      return { page: TestPage({ view, done: null }) };
    },
  });
}

function changingRoutes(app: FastifyInstance, deps: Deps): void {
  const today = () => londonDate(deps.now());
  const url = `${TESTS}/:id/change`;
  const permission = { action: 'change', kind: SCRUTINY } as const;
  const formPage = (
    test: ScrutinyTest,
    values: TypedValues,
    problems: Parameters<typeof TestFormPage>[0]['problems'],
  ) =>
    TestFormPage({
      subject: { kind: test.aboutKind, key: test.aboutKey, words: test.aboutWords, name: '' },
      ...{ test, values, problems },
    });
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: 'scrutiny.open-test', says: 'Opened a test of implementation to change it' },
    params: one,
    query: nothing,
    handle: async ({ params: { id }, kept, ...acting }) => {
      const test = await openTest(workOf(acting, deps), id);
      acting.note(record(id));
      const stored = { ...typedTest(test), version: String(test.version), seen: seenMarks(testFields(test)) };
      return { page: formPage(test, kept ?? stored, []) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'scrutiny.change-test', says: 'Changed a test of implementation' },
    params: one,
    query: nothing,
    body: changeTestForm(today),
    formAt: ({ id }) => `${testHref(id)}/change`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const changing = await changeTest(workOf(acting, deps), id, readTest(body, today()).given, body);
      if ('changed' in changing) {
        acting.note(
          changing.changed.length === 0 ? { ...IN_WORK, ...record(id) } : { ...record(id), changes: changing.changed },
        );
        return { redirect: `${testHref(id)}?done=changed` };
      }
      acting.note({ ...MET, ...record(id) });
      const { differences, problems, stored } = changing;
      const page = BothVersionsPage({
        ...{ differences, problems, values: body, version: stored.version },
        ...{ action: `${testHref(id)}/change`, back: testHref(id) },
      });
      return { page, status: problems.length > 0 ? 400 : 409 };
    },
    invalid: async ({ params: { id }, values, problems, ...acting }) => {
      const test = await openTest(workOf(acting, deps), id);
      acting.note({ ...IN_WORK, ...record(id) });
      return { page: formPage(test, values, problems) };
    },
  });
}
