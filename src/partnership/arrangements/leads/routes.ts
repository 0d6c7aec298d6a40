import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAgencies, namesOf } from '../../../directory/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { historyRoute } from '../../../platform/history/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { textOf } from '../../../platform/web/checked-form.ts';
import { dateFieldValues } from '../../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type Acting, guarded, route } from '../../../platform/web/route.ts';
import { seenMarks } from '../../../platform/web/two-versions.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { labelsOf } from '../../../platform/workflow/index.ts';
import { LEAD } from '../policy.ts';
import { findPartnership } from '../repository.ts';
import { actingFor } from '../standing.ts';
import { beganWith } from '../versions/work-routes.ts';
import { endForm, leadForm, leadValues, newLeadForm, readEnd, readLead } from './form.ts';
import { LEAD_PROCESS } from './lead.ts';
import {
  EndPage,
  LEADS,
  LeadFormPage,
  LeadPage,
  LeadVersionsPage,
  leadCrumbs,
  type NowDoneBy,
  PublicLeadsPage,
  REGISTER,
  RegisterPage,
} from './pages/lead-pages.tsx';
import { listLeads } from './repository.ts';
import {
  addLead,
  changeLead,
  finishLead,
  getLead,
  leadAgain,
  openLead,
  partnersToChoose,
  readRegister,
  showLead,
} from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const done = z.object({
  done: z.enum(['made', 'changed', 'unchanged', 'ended', 'public', 'not-public']).nullable().default(null).catch(null),
});
const CHANGE = { action: 'change', kind: LEAD } as const;
const MISTYPED = { code: 'lead.form', says: 'Filled in a form about who leads on an issue; nothing was saved' };

/** Who leads on which issue: the public list, the register, and everything that is done with an entry of it. */
export function leadRoutes(app: FastifyInstance, deps: Deps): void {
  readingRoutes(app, deps);
  leadHistory(app, deps);
  addingRoutes(app, deps);
  changingRoutes(app, deps);
  endingRoutes(app, deps);
}

async function nowDoneBy(db: Db, today: string): Promise<NowDoneBy> {
  const agencies = await listAgencies(db);
  return (key) => actingFor(key, agencies, today)?.name ?? null;
}

function readingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, access, now } = deps;
  route(app, {
    ...{ method: 'GET', url: LEADS, permission: 'public', event: 'none', params: nothing, query: nothing },
    handle: async ({ visit }) => {
      const partnership = await findPartnership(db);
      const today = londonDate(now());
      return {
        page: PublicLeadsPage({
          leads: partnership ? await listLeads(db, partnership.key) : [],
          ...{ today, nowDoneBy: await nowDoneBy(db, today), partnership: partnership?.key ?? null },
          mayRead: access.lines(visit?.actor.roles ?? [], 'read', LEAD).length > 0,
        }),
      };
    },
  });
  guarded(app, {
    ...{ method: 'GET', url: REGISTER, permission: { action: 'read', kind: LEAD }, params: nothing, query: nothing },
    event: { code: 'lead.list', says: 'Looked through the register of leads on issues' },
    handle: async (acting) => ({
      page: RegisterPage({ ...(await readRegister(workOf(acting, deps))), today: londonDate(now()) }),
    }),
  });
  guarded(app, {
    ...{ method: 'GET', url: `${REGISTER}/:id`, permission: { action: 'read', kind: LEAD }, params: one, query: done },
    event: { code: 'lead.read', says: 'Read who leads on an issue' },
    handle: async ({ params: { id }, query, ...acting }) => {
      const { lead, mayChange, mayResume } = await getLead(workOf(acting, deps), 'read', id);
      acting.note({ record: { kind: LEAD, id } });
      const today = londonDate(now());
      const by = await nowDoneBy(acting.trx, today);
      return { page: LeadPage({ lead, mayChange, mayResume, done: query.done, today, nowDoneBy: by }) };
    },
  });
}

function leadHistory(app: FastifyInstance, deps: Deps): void {
  historyRoute(app, {
    ...{ url: `${REGISTER}/:id/history`, kind: LEAD, params: one, names: namesOf },
    event: { code: 'lead.history', says: 'Read the history of who leads on an issue' },
    labels: {
      ...{
        issue: 'Issue',
        lead: 'Who leads',
        scope: 'Scope',
        from: 'From',
        until: 'Last day',
        endsWhen: 'What ends it',
      },
      ...{ decidedOn: 'Decided on', decidedWhere: 'Decided where', decidedBy: 'Decided by', state: 'Where it stands' },
      ...{ endedOn: 'Ended on', endedBecause: 'Ended because', published: 'On the public list' },
    },
    values: { state: labelsOf(LEAD_PROCESS) },
    find: async (acting, { id }) => {
      const { issue } = (await getLead(workOf(acting, deps), 'read', id)).lead;
      return { records: id, name: issue, caption: 'Lead on an issue', breadcrumbs: leadCrumbs({ id, issue }) };
    },
  });
}

function addingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'create', kind: LEAD } as const;
  const today = () => londonDate(deps.now());
  const page = async (acting: Acting, values: TypedValues, problems: readonly FormProblem[]) => {
    const agencies = await partnersToChoose(workOf(acting, deps), null);
    return { page: LeadFormPage({ lead: null, values, problems, agencies, began: null }) };
  };
  guarded(app, {
    ...{ method: 'GET', url: `${REGISTER}/new`, permission, event: 'none', params: nothing },
    query: z.object({ again: z.uuid().optional().catch(undefined) }),
    handle: async ({ kept, query: { again }, ...acting }) => {
      const before = again === undefined || kept ? null : await leadAgain(workOf(acting, deps), again);
      const { from, ...same } = before ?? { from: null };
      const values = { ...same, ...dateFieldValues('from', from) };
      return page(acting, kept ?? values, []);
    },
  });
  guarded(app, {
    ...{ method: 'POST', url: REGISTER, permission, params: nothing, query: nothing, body: newLeadForm(today) },
    event: { code: 'lead.create', says: 'Entered who leads on an issue' },
    formAt: () => `${REGISTER}/new`,
    handle: async ({ body, ...acting }) => {
      const saved = await addLead(workOf(acting, deps), readLead(body, today()).lead);
      if ('problems' in saved) {
        acting.note(MISTYPED);
        return { ...(await page(acting, body, saved.problems)), status: 400 };
      }
      acting.note({ record: { kind: LEAD, id: saved.id }, changes: saved.changes });
      return { redirect: `${REGISTER}/${saved.id}?done=made` };
    },
    invalid: ({ values, problems, ...acting }) => page(acting, values, problems),
  });
}

function changingRoutes(app: FastifyInstance, deps: Deps): void {
  const url = `${REGISTER}/:id/change`;
  const today = () => londonDate(deps.now());
  const page = async (acting: Acting, id: string, values: TypedValues | null, problems: readonly FormProblem[]) => {
    const { lead, agencies, fields } = await openLead(workOf(acting, deps), id);
    const began = beganWith(values ?? {}, { version: lead.version, seen: seenMarks(fields) });
    return { page: LeadFormPage({ lead, agencies, problems, values: values ?? leadValues(lead), began }) };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission: CHANGE, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission: CHANGE, params: one, query: nothing, body: leadForm(today) },
    event: { code: 'lead.change', says: 'Changed who leads on an issue' },
    formAt: ({ id }) => `${REGISTER}/${id}/change`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const record = { kind: LEAD, id };
      const saved = await changeLead(workOf(acting, deps), id, readLead(body, today()).lead, body);
      if ('differences' in saved) {
        acting.note({ ...MISTYPED, record });
        const began = { number: String(saved.version), seen: textOf(body, 'seen') };
        const lead = { id, issue: textOf(body, 'issue') };
        return {
          page: LeadVersionsPage({ ...saved, lead, values: body, began }),
          status: saved.problems.length > 0 ? 400 : 409,
        };
      }
      if ('problems' in saved) {
        acting.note({ ...MISTYPED, record });
        return { ...(await page(acting, id, body, saved.problems)), status: 400 };
      }
      acting.note({ record, changes: saved.changes, why: textOf(body, 'why') });
      return { redirect: `${REGISTER}/${id}?done=${saved.changes.length > 0 ? 'changed' : 'unchanged'}` };
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
  });
}

function endingRoutes(app: FastifyInstance, deps: Deps): void {
  const url = `${REGISTER}/:id/end`;
  const today = () => londonDate(deps.now());
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const { lead } = await openLead(workOf(acting, deps), id);
    return { page: EndPage({ lead, values, problems }) };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission: CHANGE, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept ?? {}, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission: CHANGE, params: one, query: nothing, body: endForm(today) },
    event: { code: 'lead.end', says: 'Ended who leads on an issue' },
    formAt: ({ id }) => `${REGISTER}/${id}/end`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const ended = readEnd(body, today());
      const made = await finishLead(workOf(acting, deps), id, ended);
      if ('problems' in made) {
        acting.note({ ...MISTYPED, record: { kind: LEAD, id } });
        return { ...(await page(acting, id, body, made.problems)), status: 400 };
      }
      acting.note({ record: { kind: LEAD, id }, changes: made.changes, why: ended.because });
      return { redirect: `${REGISTER}/${id}?done=ended` };
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
  });
  const button = (name: 'publish' | 'hide', says: string) =>
    guarded(app, {
      ...{ method: 'POST', url: `${REGISTER}/:id/${name}`, permission: CHANGE, params: one, query: nothing },
      body: z.strictObject({}),
      event: { code: `lead.${name}`, says },
      formAt: ({ id }) => `${REGISTER}/${id}`,
      handle: async ({ params: { id }, ...acting }) => {
        const changes = await showLead(workOf(acting, deps), id, name === 'publish');
        acting.note({ record: { kind: LEAD, id }, changes });
        return { redirect: `${REGISTER}/${id}?done=${name === 'publish' ? 'public' : 'not-public'}` };
      },
    });
  button('publish', 'Put who leads on an issue on the public list');
  button('hide', 'Took who leads on an issue off the public list');
}
