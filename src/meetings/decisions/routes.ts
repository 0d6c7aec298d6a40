import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAgencies } from '../../directory/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import { doneOf } from '../../platform/web/done-of.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import { type Carrier, demandRuns, runs } from '../carrier.ts';
import { deskOf, inWork, NOTHING, ONE } from '../desk.ts';
import { WithdrawPage } from '../pages/decision-parts.tsx';
import { DecidePage } from '../pages/minutes-pages.tsx';
import { DecisionsPage, type Register } from '../pages/register-pages.tsx';
import { readMeeting } from '../reading.ts';
import { spanOf, yearOf, yearsBetween } from '../years.ts';
import { confirmForm, decisionForm, publishForm, readConfirm, readDecision, withdrawForm } from './form.ts';
import { listDecisionsBy } from './repository.ts';
import { confirm, listConfirming, mayPublish, publish, readForWithdrawal, takeDecision, withdraw } from './service.ts';

const DONE = {
  confirmed: 'The decision is confirmed.',
  published: 'The decision is published: it stands in the yearly report, without names of people.',
  'taken-back': 'The decision is taken out of the report.',
};

/** How many years back the register offers. */
const YEARS = 5;

/** Recording decisions, the register of them, confirming and publishing. */
export function decisionRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  takingRoutes(app, deps, carrier);
  withdrawingRoutes(app, deps, carrier);
  registerRoutes(app, deps, carrier);
}

function takingRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id/decide`;
  const permission = { action: 'change', kind: carrier.kind } as const;
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const desk = deskOf(acting, deps, carrier);
    const view = await readMeeting(desk, id);
    await demandRuns(desk, view.meeting);
    return DecidePage({ carrier, view, objectives: await carrier.listObjectives(desk.trx), values, problems });
  };
  guarded(app, {
    method: 'GET',
    url: at,
    permission,
    event: 'none',
    params: ONE,
    query: z.object({ item: z.uuid().nullable().default(null).catch(null) }),
    handle: async ({ params, query, kept, ...acting }) => ({
      page: await page(acting, params.id, kept ?? { item: query.item ?? '' }, []),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: at,
    permission,
    event: { code: 'meeting.decide', says: 'Recorded a decision of a meeting' },
    params: ONE,
    query: NOTHING,
    body: decisionForm,
    formAt: ({ id }) => `${carrier.base}/${id}/decide`,
    handle: async ({ params, body, ...acting }) => {
      const taking = await takeDecision(deskOf(acting, deps, carrier), params.id, readDecision(body).given);
      if ('problems' in taking) {
        acting.note(inWork(carrier, params.id));
        return { page: await page(acting, params.id, body, taking.problems), status: 409 };
      }
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes: taking.changes });
      return { redirect: `${carrier.base}/${params.id}/minutes?done=decided` };
    },
    invalid: async ({ params, values, problems, ...acting }) => ({
      page: await page(acting, params.id, values, problems),
    }),
  });
}

function withdrawingRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id/decisions/:decision/withdraw`;
  const permission = { action: 'change', kind: carrier.kind } as const;
  const params = ONE.extend({ decision: z.uuid() });
  const page = async (
    acting: Acting,
    { id, decision }: z.infer<typeof params>,
    values: TypedValues,
    problems: readonly FormProblem[],
  ) =>
    WithdrawPage({
      carrier,
      ...(await readForWithdrawal(deskOf(acting, deps, carrier), id, decision)),
      values,
      problems,
    });
  guarded(app, {
    ...{ method: 'GET', url: at, permission, event: 'none', params, query: NOTHING },
    handle: async ({ params: of, kept, ...acting }) => ({ page: await page(acting, of, kept ?? {}, []) }),
  });
  guarded(app, {
    method: 'POST',
    url: at,
    permission,
    event: { code: 'meeting.withdraw-decision', says: 'Took back a decision that was recorded by mistake' },
    params,
    query: NOTHING,
    body: withdrawForm,
    formAt: ({ id, decision }) => `${carrier.base}/${id}/decisions/${decision}/withdraw`,
    handle: async ({ params: { id, decision }, body, ...acting }) => {
      const because = textOf(body, 'reason');
      const { changes } = await withdraw(deskOf(acting, deps, carrier), id, decision, because);
      acting.note({ record: { kind: carrier.kind, id }, changes, why: because });
      return { redirect: `${carrier.base}/${id}/minutes?done=withdrawn` };
    },
    invalid: async ({ params: of, values, problems, ...acting }) => {
      acting.note(inWork(carrier, of.id));
      return { page: await page(acting, of, values, problems) };
    },
  });
}

function registerRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/decisions`;
  const change = { action: 'change', kind: carrier.kind } as const;
  const page = async (
    acting: Acting,
    {
      group,
      show,
      year,
      done,
    }: { group: string | null; show: 'all' | 'to-confirm' | 'published'; year: string | null; done: string | null },
    mistyped?: { id: string; values: TypedValues; problems: readonly FormProblem[] },
  ) => {
    const desk = deskOf(acting, deps, carrier);
    const today = londonDate(desk.now);
    const years = yearsBetween(`${Number(today.slice(0, 4)) - YEARS}-04-01`, today);
    const shown = year !== null && years.includes(year) ? year : yearOf(today);
    // What waits to be confirmed waits whatever year it is from.
    const span = show === 'to-confirm' ? {} : spanOf(shown);
    const asked = {
      ...span,
      forumKey: group || null,
      ...(show === 'to-confirm' ? { standing: show } : {}),
      published: show === 'published',
      withdrawn: show === 'all',
    };
    const decisions = await listDecisionsBy(desk.trx, carrier.name, asked);
    const shownDecisions: Register['decisions'][number][] = [];
    for (const one of decisions) {
      const mine = one.standing === 'to-confirm' && runs(await carrier.partsOf(desk, one.forumKey));
      shownDecisions.push({ ...one, confirming: mine ? await listConfirming(desk, one) : null });
    }
    const register = {
      ...{ forums: await carrier.listForums(desk.trx), group, show, years, year: shown, mayPublish: mayPublish(desk) },
      decisions: shownDecisions,
      agencies: new Map((await listAgencies(desk.trx)).map(({ key, name }) => [key, name])),
    };
    return DecisionsPage({ carrier, register, done, ...(mistyped ? { mistyped } : {}) });
  };
  guarded(app, {
    method: 'GET',
    url: at,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.decisions', says: 'Looked through decisions' },
    params: NOTHING,
    query: doneOf(DONE).extend({
      group: z.string().max(200).nullable().default(null).catch(null),
      show: z.enum(['all', 'to-confirm', 'published']).catch('all'),
      year: z.string().max(7).nullable().default(null).catch(null),
    }),
    handle: async ({ query, ...acting }) => ({ page: await page(acting, query) }),
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/:id/confirm`,
    permission: change,
    event: { code: 'meeting.confirm-decision', says: 'Confirmed a decision that was taken without a quorum' },
    params: ONE,
    query: NOTHING,
    body: confirmForm,
    handle: async ({ params, body, ...acting }) => {
      const { meetingId, words } = readConfirm(body);
      const { changes } = await confirm(deskOf(acting, deps, carrier), params.id, { meetingId, words });
      acting.note({ record: { kind: carrier.kind, id: changes[0]?.recordId ?? params.id }, changes, why: words });
      return { redirect: `${at}?done=confirmed` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      acting.note(inWork(carrier));
      const shown = { group: null, show: 'to-confirm', year: null, done: null } as const;
      return { page: await page(acting, shown, { id: params.id, values, problems }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/:id/publish`,
    permission: { action: 'share', kind: carrier.kind },
    event: { code: 'meeting.publish-decision', says: 'Published a decision, or took it back' },
    params: ONE,
    query: NOTHING,
    body: publishForm,
    handle: async ({ params, body, ...acting }) => {
      const published = textOf(body, 'published') === 'yes';
      const { changes, decision } = await publish(deskOf(acting, deps, carrier), params.id, published);
      acting.note({ record: { kind: carrier.kind, id: decision.meetingId }, changes });
      return { redirect: `${at}?done=${published ? 'published' : 'taken-back'}#${decision.reference}` };
    },
  });
}
