import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { historyRoute } from '../../platform/history/index.ts';
import type { Deps } from '../../platform/module.ts';
import type { TypedValues } from '../../platform/web/form.ts';
import { guarded, type Noted } from '../../platform/web/route.ts';
import { seenMarks } from '../../platform/web/two-versions.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { type ChangeView, changeAction, contentOf, openToChange } from './change.ts';
import { readChoices } from './choices.ts';
import { changeForm, checked, readContent, texts, typed, typedOf } from './form.ts';
import { ACTION_HISTORY } from './history.ts';
import { type ActionDone, ActionPage } from './pages/action-page.tsx';
import { ChangePage, TwoVersionsPage } from './pages/form-pages.tsx';
import { ACTIONS, actionHref, crumbs } from './pages/links.ts';
import { ACTION } from './policy.ts';
import { ACTION_PROCESS } from './process.ts';
import { publishAction } from './publish.ts';
import { readAction } from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const DONES = [
  'given',
  'changed',
  'unchanged',
  'published',
  'withdrawn',
  ...ACTION_PROCESS.moves.map(({ doing }) => doing),
];
const done = z.object({
  done: z
    .enum(DONES as [ActionDone, ...ActionDone[]])
    .nullable()
    .default(null)
    .catch(null),
});

const NOT_SAVED: Noted = {
  ...{ code: 'action.form', says: 'Filled in the form of an action; nothing was saved', outcome: 'refused' },
};

/** One action: its page, its history, changing what it says, publishing it. */
export function actionRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: `${ACTIONS}/:id`,
    permission: { action: 'read', kind: ACTION },
    // About no child and open to whoever works on it: reading it needs no entry.
    event: 'none',
    params: one,
    query: done,
    handle: async ({ params, query, ...acting }) => ({
      page: ActionPage({ view: await readAction(workOf(acting, deps), params.id), done: query.done }),
    }),
  });
  historyRoute(app, {
    ...ACTION_HISTORY,
    ...{ url: `${ACTIONS}/:id/history`, kind: ACTION, event: 'none', params: one },
    find: async (acting, { id }) => {
      const { reference } = (await readAction(workOf(acting, deps), id)).action;
      const breadcrumbs = crumbs({ text: reference, href: actionHref(id) });
      return { records: id, name: reference, caption: 'Action', breadcrumbs };
    },
  });
  changingRoutes(app, deps);
  guarded(app, {
    method: 'POST',
    url: `${ACTIONS}/:id/publish`,
    permission: { action: 'share', kind: ACTION },
    event: { code: 'action.publish', says: 'Decided whether an action stands in the public yearly account' },
    params: one,
    query: nothing,
    body: checked(texts(['published'], 5), (values) =>
      ['yes', 'no'].includes(typed(values, 'published'))
        ? []
        : [{ field: 'published', message: 'Choose whether it is published' }],
    ),
    handle: async ({ params: { id }, body, ...acting }) => {
      const published = typed(body, 'published') === 'yes';
      const changes = await publishAction(workOf(acting, deps), id, published);
      acting.note({ record: { kind: ACTION, id }, changes });
      return { redirect: `${actionHref(id)}?done=${published ? 'published' : 'withdrawn'}` };
    },
  });
}

function changingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'change', kind: ACTION } as const;
  const record = (id: string) => ({ record: { kind: ACTION, id } });
  guarded(app, {
    method: 'GET',
    url: `${ACTIONS}/:id/change`,
    permission,
    event: 'none',
    params: one,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await openToChange(workOf(acting, deps), params.id);
      const choices = await readChoices(acting.trx);
      return { page: ChangePage({ view, choices, values: kept ?? storedValues(view), problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${ACTIONS}/:id/change`,
    permission,
    event: { code: 'action.change', says: 'Changed what an action says' },
    params: one,
    query: nothing,
    body: changeForm,
    formAt: ({ id }) => `${actionHref(id)}/change`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const changing = await changeAction(workOf(acting, deps), id, readContent(body, null).given, body);
      if ('differences' in changing) {
        acting.note({ ...NOT_SAVED, ...record(id) });
        const { view, differences, problems } = changing;
        const { reference, version } = view.action;
        const about = { of: 'action' as const, reference, href: actionHref(id), version, fields: view.fields };
        const status = problems.length > 0 ? 400 : 409;
        return { page: TwoVersionsPage({ ...about, differences, problems, values: body }), status };
      }
      if ('problems' in changing) {
        acting.note({ ...NOT_SAVED, ...record(id) });
        const { view, problems } = changing;
        return {
          page: ChangePage({ view, problems, values: body, choices: await readChoices(acting.trx) }),
          status: 400,
        };
      }
      const { changes } = changing.changed;
      acting.note(
        changes.length === 0 ? { ...NOT_SAVED, ...record(id) } : { ...record(id), changes, why: typed(body, 'why') },
      );
      return { redirect: `${actionHref(id)}?done=${changes.length === 0 ? 'unchanged' : 'changed'}` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      const view = await openToChange(workOf(acting, deps), params.id);
      return { page: ChangePage({ view, values, problems, choices: await readChoices(acting.trx) }) };
    },
  });
}

/** An action as its form shows it first, with the version it began with. */
function storedValues(view: ChangeView): TypedValues {
  const { action, fields } = view;
  return {
    ...typedOf({ ...contentOf(action), recommendation: action.recommendation?.reference ?? null }),
    ...{ version: String(action.version), seen: seenMarks(fields) },
  };
}
