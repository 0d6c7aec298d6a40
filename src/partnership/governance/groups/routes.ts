import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../../../directory/index.ts';
import { historyRoute } from '../../../platform/history/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { textOf } from '../../../platform/web/checked-form.ts';
import { guarded } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { GROUP } from '../policy.ts';
import {
  endForm,
  evidenceForm,
  groupForm,
  memberForm,
  readEnd,
  readEvidence,
  readGroup,
  readMember,
  readTerms,
  termsForm,
  withdrawForm,
} from './form.ts';
import { DutiesPage, TakeBackPage } from './pages/duties-page.tsx';
import { EndMemberPage, NewMemberPage, TermsPage, TwoTermsPage } from './pages/form-pages.tsx';
import { groupCrumbs, groupHref } from './pages/frame.tsx';
import { MembersPage } from './pages/members-page.tsx';
import { NewGroupPage } from './pages/set-up-page.tsx';
import {
  addEvidence,
  addMember,
  beginMember,
  changeTerms,
  endMembership,
  getEvidence,
  getMember,
  openTerms,
  readDuties,
  readGroupRecords,
  readMembers,
  takeBackEvidence,
} from './service.ts';
import { beginGroup, setUpGroup } from './set-up.ts';

const nothing = z.object({});
const group = z.object({ key: z.string().max(200) });
const member = group.extend({ id: z.uuid() });
const AT = '/partnership/groups/:key';

/** Members, terms and duties of groups, for people who are signed in. */
export function groupRoutes(app: FastifyInstance, deps: Deps): void {
  setUpRoutes(app, deps);
  memberRoutes(app, deps);
  termsRoutes(app, deps);
  dutyRoutes(app, deps);
  historyRoute(app, {
    ...{ url: `${AT}/history`, kind: GROUP, params: group, names: namesOf },
    event: { code: 'group.history', says: 'Read the history of a group' },
    labels: {
      ...{ group: 'Group', member: 'Member', part: 'What they are in the group', voting: 'Votes', from: 'From' },
      ...{ until: 'Last day', duty: 'Duty', year: 'Year', evidence: 'What shows it', quorum: 'Quorum', remit: 'Remit' },
      ...{ ends: 'Ends on', 'closure-test': 'Closure test', closed: 'Closed on' },
      ...{ 'closed-words': 'How the closure test was met', purpose: 'What it is for', 'answers to': 'Answers to' },
      published: 'For everybody to read',
    },
    find: async (acting, { key }) => {
      const { group: of, records } = await readGroupRecords(workOf(acting, deps), key);
      const breadcrumbs = [...groupCrumbs(of), { text: 'Members', href: `${groupHref(key)}/members` }];
      return { records, name: of.name, caption: 'Members, terms and duties', breadcrumbs };
    },
  });
}

function setUpRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'create', kind: GROUP } as const;
  const at = '/partnership/groups/new';
  guarded(app, {
    ...{ method: 'GET', url: at, permission, event: 'none', params: nothing },
    query: z.object({ under: z.string().max(200).default('').catch('') }),
    handle: async ({ query, kept, ...acting }) => {
      const { groups } = await beginGroup(workOf(acting, deps));
      return { page: NewGroupPage({ groups, values: kept ?? { under: query.under }, problems: [] }) };
    },
  });
  guarded(app, {
    ...{ method: 'POST', url: at, permission, params: nothing, query: nothing, body: groupForm, formAt: () => at },
    event: { code: 'group.set-up', says: 'Set up a task and finish group' },
    handle: async ({ body, ...acting }) => {
      const { given } = readGroup(body);
      const made = await setUpGroup(workOf(acting, deps), given);
      if ('problems' in made) {
        acting.note({ ...IN_WORK });
        return { page: NewGroupPage({ ...made, values: body }), status: 400 };
      }
      acting.note({ record: { kind: GROUP, id: made.id }, changes: made.changes, why: given.because });
      return { redirect: `${groupHref(made.key)}/members?done=set-up` };
    },
    invalid: async ({ values, problems, ...acting }) => ({
      page: NewGroupPage({ ...(await beginGroup(workOf(acting, deps))), values, problems }),
    }),
  });
}

function memberRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: `${AT}/members`,
    permission: { action: 'read', kind: GROUP },
    event: { code: 'group.members', says: 'Looked up who sits in a group' },
    params: group,
    query: z.object({ done: z.enum(['added', 'ended', 'terms', 'set-up']).nullable().default(null).catch(null) }),
    handle: async ({ params, query, ...acting }) => ({
      page: MembersPage({ view: await readMembers(workOf(acting, deps), params.key), done: query.done }),
    }),
  });
  guarded(app, {
    method: 'GET',
    url: `${AT}/members/new`,
    permission: { action: 'create', kind: GROUP },
    event: 'none',
    params: group,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => ({
      page: NewMemberPage({
        choices: await beginMember(workOf(acting, deps), params.key),
        ...{ values: kept ?? {}, problems: [] },
      }),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: `${AT}/members`,
    permission: { action: 'create', kind: GROUP },
    event: { code: 'group.join', says: 'Entered a member of a group' },
    params: group,
    query: nothing,
    body: memberForm,
    formAt: ({ key }) => `${groupHref(key)}/members/new`,
    handle: async ({ params: { key }, body, ...acting }) => {
      const { given } = readMember(body);
      const adding = await addMember(workOf(acting, deps), key, given);
      if ('problems' in adding) {
        acting.note({ ...IN_WORK });
        return { page: NewMemberPage({ ...adding, values: body }), status: 400 };
      }
      acting.note({ record: { kind: GROUP, id: adding.id }, changes: adding.changes, why: given.because });
      return { redirect: `${groupHref(key)}/members?done=added` };
    },
    invalid: async ({ params, values, problems, ...acting }) => ({
      page: NewMemberPage({ choices: await beginMember(workOf(acting, deps), params.key), values, problems }),
    }),
  });
  guarded(app, {
    method: 'GET',
    url: `${AT}/members/:id/end`,
    permission: { action: 'change', kind: GROUP },
    event: 'none',
    params: member,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const found = await getMember(workOf(acting, deps), params.key, params.id);
      return { page: EndMemberPage({ ...found, values: kept ?? {}, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${AT}/members/:id/end`,
    permission: { action: 'change', kind: GROUP },
    event: { code: 'group.leave', says: 'Ended a membership of a group' },
    params: member,
    query: nothing,
    body: endForm,
    formAt: ({ key, id }) => `${groupHref(key)}/members/${id}/end`,
    handle: async ({ params: { key, id }, body, ...acting }) => {
      const { until, because } = readEnd(body);
      const ending = await endMembership(workOf(acting, deps), key, id, { until, because });
      if ('problems' in ending) {
        acting.note({ ...IN_WORK });
        return { page: EndMemberPage({ ...ending, values: body }), status: 400 };
      }
      acting.note({ record: { kind: GROUP, id }, changes: ending.changes, why: because });
      return { redirect: `${groupHref(key)}/members?done=ended` };
    },
    invalid: async ({ params, values, problems, ...acting }) => ({
      page: EndMemberPage({ ...(await getMember(workOf(acting, deps), params.key, params.id)), values, problems }),
    }),
  });
}

const IN_WORK = { code: 'group.form', says: 'Filled in a form about a group; nothing was saved' };

function termsRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'change', kind: GROUP } as const;
  guarded(app, {
    method: 'GET',
    url: `${AT}/terms`,
    permission,
    event: 'none',
    params: group,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await openTerms(workOf(acting, deps), params.key);
      return { page: TermsPage({ view, values: kept ?? view.values, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${AT}/terms`,
    permission,
    event: { code: 'group.terms', says: 'Changed the terms of a group' },
    params: group,
    query: nothing,
    body: termsForm,
    formAt: ({ key }) => `${groupHref(key)}/terms`,
    handle: async ({ params: { key }, body, ...acting }) => {
      const { given, why } = readTerms(body);
      const changing = await changeTerms(workOf(acting, deps), key, given, body);
      if ('differences' in changing) {
        acting.note({ ...IN_WORK });
        return { page: TwoTermsPage({ ...changing, values: body }), status: changing.problems.length > 0 ? 400 : 409 };
      }
      if ('problems' in changing) {
        acting.note({ ...IN_WORK });
        return { page: TermsPage(changing), status: 400 };
      }
      acting.note({ record: { kind: GROUP, id: changing.id }, changes: changing.changes, why });
      return { redirect: `${groupHref(key)}/members?done=terms` };
    },
    invalid: async ({ params, values, problems, ...acting }) => ({
      page: TermsPage({ view: await openTerms(workOf(acting, deps), params.key), values, problems }),
    }),
  });
}

function dutyRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: `${AT}/duties`,
    permission: { action: 'read', kind: GROUP },
    event: { code: 'group.duties', says: 'Read what shows that a group did its duties' },
    params: group,
    query: z.object({
      year: z.string().max(7).nullable().default(null).catch(null),
      done: z.enum(['entered', 'taken-back']).nullable().default(null).catch(null),
    }),
    handle: async ({ params, query, ...acting }) => {
      const view = await readDuties(workOf(acting, deps), params.key, query.year);
      return { page: DutiesPage({ view, done: query.done }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${AT}/duties`,
    permission: { action: 'create', kind: GROUP },
    event: { code: 'group.evidence', says: 'Entered what shows that a group did a duty' },
    params: group,
    query: nothing,
    body: evidenceForm,
    formAt: ({ key }) => `${groupHref(key)}/duties`,
    handle: async ({ params: { key }, body, ...acting }) => {
      const { given, year } = readEvidence(body);
      const adding = await addEvidence(workOf(acting, deps), key, year, given);
      if ('problems' in adding) {
        acting.note({ ...IN_WORK });
        const { view, problems } = adding;
        return { page: DutiesPage({ view, done: null, mistyped: { values: body, problems } }), status: 400 };
      }
      acting.note({ record: { kind: GROUP, id: adding.id }, changes: adding.changes });
      return { redirect: `${groupHref(key)}/duties?year=${year}&done=entered` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      const year = typeof values.year === 'string' ? values.year : null;
      const view = await readDuties(workOf(acting, deps), params.key, year);
      return { page: DutiesPage({ view, done: null, mistyped: { values, problems } }) };
    },
  });
  const withdrawn = `${AT}/duties/:id/withdraw`;
  const permission = { action: 'change', kind: GROUP } as const;
  guarded(app, {
    ...{ method: 'GET', url: withdrawn, permission, event: 'none', params: member, query: nothing },
    handle: async ({ params, kept, ...acting }) => {
      const found = await getEvidence(workOf(acting, deps), params.key, params.id);
      return { page: TakeBackPage({ ...found, values: kept ?? {}, problems: [] }) };
    },
  });
  guarded(app, {
    ...{ method: 'POST', url: withdrawn, permission, params: member, query: nothing, body: withdrawForm },
    event: { code: 'group.evidence-taken-back', says: 'Took back what was entered as evidence of a duty' },
    formAt: ({ key, id }) => `${groupHref(key)}/duties/${id}/withdraw`,
    handle: async ({ params: { key, id }, body, ...acting }) => {
      const because = textOf(body, 'because');
      const { year, changes } = await takeBackEvidence(workOf(acting, deps), key, id, because);
      acting.note({ record: { kind: GROUP, id }, changes, why: because });
      return { redirect: `${groupHref(key)}/duties?year=${year}&done=taken-back` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      const found = await getEvidence(workOf(acting, deps), params.key, params.id);
      return { page: TakeBackPage({ ...found, values, problems }) };
    },
  });
}
