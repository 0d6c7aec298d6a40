import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../directory/index.ts';
import { decideKind } from '../platform/access/index.ts';
import { londonDate } from '../platform/clocks/index.ts';
import { historyRoute } from '../platform/history/index.ts';
import type { Deps } from '../platform/module.ts';
import { doneOf } from '../platform/web/done-of.ts';
import { guarded } from '../platform/web/route.ts';
import { type Carrier, type Desk, getForum } from './carrier.ts';
import { deskOf, inWork, NOTHING, ONE } from './desk.ts';
import { planForm, readPlan, readSeriesForm, readStop, seriesForm, stopForm } from './forms.ts';
import { meetingCrumbs } from './pages/frame.tsx';
import { ListPage } from './pages/list-page.tsx';
import { NewSeriesPage, PlanPage, SeriesPage } from './pages/plan-pages.tsx';
import { getSeries, makeSeries, planAhead, readSeries, stopSeries } from './planning.ts';
import { listMeetings } from './repository.ts';
import { patternInWords } from './series.ts';
import { planMeeting } from './service.ts';

/** How many meetings a page of the list shows. */
const PER_PAGE = 20;

const SERIES_DONE = {
  made: 'The series is made, and its meetings of the next twelve months are planned.',
  planned: 'The missing dates are planned.',
  stopped: 'The series ends on that day. Meetings that are planned already stay.',
};

/** The list of meetings, planning one, and series. */
export function planningRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  listRoute(app, deps, carrier);
  planRoutes(app, deps, carrier);
  seriesRoutes(app, deps, carrier);
}

function mayPlan({ access, actor, purpose, carrier }: Desk): boolean {
  return decideKind(access, actor, purpose, 'create', carrier.kind).may;
}

function listRoute(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  guarded(app, {
    method: 'GET',
    url: carrier.base,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.list', says: 'Looked through meetings' },
    params: NOTHING,
    query: z.object({
      group: z.string().max(200).nullable().default(null).catch(null),
      when: z.enum(['coming', 'past']).catch('coming'),
      page: z.coerce.number().int().min(1).max(100_000).catch(1),
    }),
    handle: async ({ query, ...acting }) => {
      const desk = deskOf(acting, deps, carrier);
      const group = query.group === '' ? null : query.group;
      const { meetings, total } = await listMeetings(desk.trx, carrier.name, {
        ...{ forumKey: group, from: londonDate(desk.now), way: query.when },
        ...{ skip: (query.page - 1) * PER_PAGE, most: PER_PAGE },
      });
      acting.note({ seen: meetings.map(({ id }) => id) });
      const list = {
        ...{ forums: await carrier.listForums(desk.trx), group, way: query.when, meetings, total, page: query.page },
        ...{ pages: Math.max(1, Math.ceil(total / PER_PAGE)), mayPlan: mayPlan(desk) },
      };
      return { page: ListPage({ carrier, list, done: null }) };
    },
  });
}

function planRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const permission = { action: 'create', kind: carrier.kind } as const;
  const url = `${carrier.base}/new`;
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: 'none',
    params: NOTHING,
    query: NOTHING,
    handle: async ({ kept, trx }) => ({
      page: PlanPage({ carrier, forums: await carrier.listForums(trx), values: kept ?? {}, problems: [] }),
    }),
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'meeting.plan', says: 'Planned a meeting' },
    params: NOTHING,
    query: NOTHING,
    body: planForm,
    formAt: () => url,
    handle: async ({ body, ...acting }) => {
      const desk = deskOf(acting, deps, carrier);
      const { given } = readPlan(body);
      const forums = await carrier.listForums(desk.trx);
      if (!forums.some(({ key }) => key === given.forumKey)) {
        acting.note(inWork(carrier));
        const problems = [{ field: 'group', message: 'Choose a group from the list' }];
        return { page: PlanPage({ carrier, forums, values: body, problems }), status: 400 };
      }
      const planning = await planMeeting(desk, given);
      if (planning === null) throw new Error('A meeting of no series met a date that its series has.');
      if ('problem' in planning) {
        acting.note(inWork(carrier));
        return { page: PlanPage({ carrier, forums, values: body, problems: [planning.problem] }), status: 400 };
      }
      acting.note({ record: { kind: carrier.kind, id: planning.id }, changes: planning.changes });
      return { redirect: `${carrier.base}/${planning.id}?done=planned` };
    },
    invalid: async ({ values, problems, trx }) => ({
      page: PlanPage({ carrier, forums: await carrier.listForums(trx), values, problems }),
    }),
  });
}

function seriesRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const permission = { action: 'create', kind: carrier.kind } as const;
  const url = `${carrier.base}/series`;
  guarded(app, {
    method: 'GET',
    url,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.series', says: 'Looked through series of meetings' },
    params: NOTHING,
    query: doneOf(SERIES_DONE),
    handle: async ({ query, ...acting }) => {
      const desk = deskOf(acting, deps, carrier);
      return {
        page: SeriesPage({ carrier, series: await readSeries(desk), done: query.done, mayPlan: mayPlan(desk) }),
      };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${url}/new`,
    permission,
    event: 'none',
    params: NOTHING,
    query: NOTHING,
    handle: async ({ kept, trx }) => ({
      page: NewSeriesPage({ carrier, forums: await carrier.listForums(trx), values: kept ?? {}, problems: [] }),
    }),
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'meeting.make-series', says: 'Made a series of meetings' },
    params: NOTHING,
    query: NOTHING,
    body: seriesForm,
    formAt: () => `${url}/new`,
    handle: async ({ body, ...acting }) => {
      const desk = deskOf(acting, deps, carrier);
      const { given } = readSeriesForm(body);
      const forums = await carrier.listForums(desk.trx);
      if (!forums.some(({ key }) => key === given.forumKey)) {
        acting.note(inWork(carrier));
        const problems = [{ field: 'group', message: 'Choose a group from the list' }];
        return { page: NewSeriesPage({ carrier, forums, values: body, problems }), status: 400 };
      }
      const { id, changes } = await makeSeries(desk, given);
      acting.note({ record: { kind: carrier.kind, id }, changes });
      return { redirect: `${url}?done=made` };
    },
    invalid: async ({ values, problems, trx }) => ({
      page: NewSeriesPage({ carrier, forums: await carrier.listForums(trx), values, problems }),
    }),
  });
  historyRoute(app, {
    ...{
      url: `${url}/:id/history`,
      kind: carrier.kind,
      params: ONE,
      names: namesOf,
      labels: { day: 'Day', starts: 'Begins' },
    },
    event: { code: 'meeting.series-history', says: 'Read the history of a series of meetings' },
    find: async (acting, { id }) => {
      const desk = deskOf(acting, deps, carrier);
      const series = await getSeries(desk, id);
      const { name } = await getForum(desk, series.forumKey);
      const breadcrumbs = [...meetingCrumbs(carrier), { text: 'Series of meetings', href: url }];
      return { records: id, name: patternInWords(series), caption: name, breadcrumbs };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${url}/:id/plan`,
    permission,
    event: { code: 'meeting.plan-series', says: 'Planned the meetings of a series' },
    params: ONE,
    query: NOTHING,
    handle: async ({ params, ...acting }) => {
      const { changes } = await planAhead(deskOf(acting, deps, carrier), params.id);
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      return { redirect: `${url}?done=planned` };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${url}/:id/stop`,
    permission,
    event: { code: 'meeting.stop-series', says: 'Ended a series of meetings' },
    params: ONE,
    query: NOTHING,
    body: stopForm,
    handle: async ({ params, body, ...acting }) => {
      const { changes } = await stopSeries(deskOf(acting, deps, carrier), params.id, readStop(body).lastOn);
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      return { redirect: `${url}?done=stopped` };
    },
  });
}
