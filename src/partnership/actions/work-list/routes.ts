import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { JoinedDeps } from '../../../platform/module.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type Acting, guarded } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { ticked, typed } from '../form.ts';
import { WORK } from '../pages/links.ts';
import { ACTION } from '../policy.ts';
import { waitingActions } from '../waiting.ts';
import { type BulkRefusal, bulkForm, bulkQuery, findTicked, moveSeveral, readBulk } from './bulk.ts';
import { downloadWork, FORMATS } from './download.ts';
import { hrefOfLeft, readWorkQuery, type WorkScope, workHref, workQuery } from './filter.ts';
import { BulkPage } from './pages/bulk-page.tsx';
import { WorkPage } from './pages/work-page.tsx';
import { listForDownload, openWorkList } from './service.ts';

const nothing = z.object({});
const READ = { action: 'read', kind: ACTION } as const;

/** Everybody's work: one's own, the agency's, the partnership's; as a file; several at once. */
export function workListRoutes(app: FastifyInstance, deps: JoinedDeps): void {
  const others = deps.waiting.filter((source) => source !== waitingActions);
  for (const scope of ['mine', 'agency', 'partnership'] as const) {
    guarded(app, {
      method: 'GET',
      url: workHref(scope),
      permission: READ,
      event: 'none',
      params: nothing,
      query: workQuery,
      handle: async ({ query, ...acting }) => {
        const list = await openWorkList(workOf(acting, deps), { scope, ...readWorkQuery(query) }, others);
        return { page: WorkPage({ list, asked: scope, done: query.done }) };
      },
    });
  }
  guarded(app, {
    method: 'GET',
    url: `${WORK}/download`,
    permission: READ,
    event: { code: 'work.download', says: 'Downloaded a work list' },
    params: nothing,
    query: workQuery.extend({
      format: z.enum(FORMATS).catch('csv'),
      scope: z.enum(['mine', 'agency', 'partnership']).catch('mine'),
    }),
    handle: async ({ query: { format, scope, ...query }, ...acting }) => {
      const { filter } = readWorkQuery(query);
      const lines = await listForDownload(workOf(acting, deps), { scope, filter });
      return downloadWork(format, { scope, lines, today: londonDate(deps.now()), madeAt: deps.now() });
    },
  });
  bulkRoutes(app, deps);
}

function bulkRoutes(app: FastifyInstance, deps: JoinedDeps): void {
  const permission = { action: 'change', kind: ACTION } as const;
  const url = `${WORK}/bulk`;
  const today = () => londonDate(deps.now());
  const page = async (
    acting: Acting,
    values: TypedValues,
    problems: readonly FormProblem[],
    refusals: readonly BulkRefusal[],
  ) => {
    const actions = await findTicked(workOf(acting, deps), bulkQuery.parse({ id: ticked(values, 'id') }).id);
    const left = typed(values, 'list');
    return BulkPage({ actions, values, problems, refusals, scope: scopeOf(values), left, today: today() });
  };
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: 'none',
    params: nothing,
    query: bulkQuery,
    handle: async ({ query, kept, ...acting }) => ({
      page: await page(acting, kept ?? { ...query }, [], []),
    }),
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'action.bulk', says: 'Changed several actions at once' },
    params: nothing,
    query: nothing,
    body: bulkForm(today),
    formAt: () => url,
    handle: async ({ body, ...acting }) => {
      const { given, ids } = readBulk(body, today());
      const bulk = await moveSeveral(workOf(acting, deps), ids, given);
      if ('refusals' in bulk) {
        acting.note({
          ...{ code: 'action.form', says: 'Tried to change several actions at once; nothing was saved' },
          ...{ outcome: 'refused', seen: ids },
        });
        return { page: await page(acting, body, [], bulk.refusals), status: 409 };
      }
      for (const { id, changes } of bulk.moved)
        acting.note({ record: { kind: ACTION, id }, changes, why: given.words });
      return { redirect: hrefOfLeft(scopeOf(body), typed(body, 'list'), 'bulk') };
    },
    invalid: async ({ values, problems, ...acting }) => ({ page: await page(acting, values, problems, []) }),
  });
}

function scopeOf(values: TypedValues): WorkScope {
  const scope = typed(values, 'scope');
  return scope === 'agency' || scope === 'partnership' ? scope : 'mine';
}
