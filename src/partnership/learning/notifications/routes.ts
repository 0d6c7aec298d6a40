import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAgencies } from '../../../directory/index.ts';
import { openedUntil } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import { readRecordHistory } from '../../../platform/ledger/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { type TypedValues, typedText } from '../../../platform/web/form.ts';
import { EmergencyBanner } from '../../../platform/web/kith/index.ts';
import { type Acting, type Answer, guarded, type Noted } from '../../../platform/web/route.ts';
import { seenMarks } from '../../../platform/web/two-versions.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { NOTIFICATION } from '../policy.ts';
import { asksForLine, changeForm, newForm, readForm, typedOf } from './form.ts';
import { HandOverPage, TellACouncilPage } from './pages/answer-pages.tsx';
import { ChangePage, NewPage, TwoVersionsPage } from './pages/form-pages.tsx';
import { HistoryPage } from './pages/history-page.tsx';
import { LIST, notificationHref } from './pages/links.ts';
import { ListPage } from './pages/list-page.tsx';
import { RecordPage } from './pages/record-page.tsx';
import {
  beginNotification,
  type ChangeView,
  changeNotification,
  createNotification,
  listNotifications,
  openToChange,
  readNotification,
  type Seal,
} from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const done = z.object({ done: z.enum(['made', 'changed', 'unchanged']).nullable().default(null).catch(null) });

const IN_WORK: Noted = {
  code: 'notification.form',
  says: 'Filled in the form of a serious incident notification; nothing was saved',
};
const HANDED_OVER: Noted = {
  code: 'notification.hand-over',
  says: 'Was told to hand a serious incident notification to somebody else, because of who appears in it',
  outcome: 'refused',
};
const TOLD_WHOM: Noted = {
  code: 'notification.not-a-council',
  says: 'Was told which council records a serious incident notification',
  outcome: 'refused',
};
const MET_ANOTHER: Noted = {
  code: 'notification.two-versions',
  says: 'Was shown two versions of a serious incident notification to choose from; nothing was saved',
};

/** Serious incident notifications: the list, one of them, making and changing one, its history. */
export function notificationRoutes(app: FastifyInstance, deps: Deps): void {
  readingRoutes(app, deps);
  creatingRoutes(app, deps);
  changingRoutes(app, deps);
}

function readingRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: LIST,
    permission: { action: 'read', kind: NOTIFICATION },
    event: { code: 'notification.list', says: 'Looked through serious incident notifications' },
    params: nothing,
    query: z.object({
      show: z.enum(['all', 'open', 'notified']).catch('all'),
      page: z.coerce.number().int().min(1).max(100_000).catch(1),
    }),
    handle: async ({ query, ...acting }) => {
      const list = await listNotifications(workOf(acting, deps), query);
      acting.note({ seen: list.lines.map(({ id }) => id) });
      return { page: ListPage({ list, purpose: acting.purpose }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${LIST}/:id`,
    permission: { action: 'read', kind: NOTIFICATION },
    event: { code: 'notification.read', says: 'Read a serious incident notification' },
    params: one,
    query: done,
    handle: async ({ params, query, ...acting }) => {
      const view = await readNotification(workOf(acting, deps), params.id);
      acting.note({ record: { kind: NOTIFICATION, id: params.id } });
      const until = view.brokenOpen ? await openedUntil(acting.trx, NOTIFICATION, params.id) : null;
      const banner = until && EmergencyBanner({ until });
      return { page: RecordPage({ view, purpose: acting.purpose, done: query.done, banner }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${LIST}/:id/history`,
    permission: { action: 'read', kind: NOTIFICATION },
    event: { code: 'notification.history', says: 'Read the history of a serious incident notification' },
    params: one,
    query: nothing,
    handle: async ({ params, ...acting }) => {
      const view = await readNotification(workOf(acting, deps), params.id);
      const history = await readRecordHistory(acting.trx, NOTIFICATION, params.id);
      acting.note({ record: { kind: NOTIFICATION, id: params.id } });
      return { page: HistoryPage({ view, history }) };
    },
  });
}

function creatingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'create', kind: NOTIFICATION } as const;
  const form = newForm(() => londonDate(deps.now()));
  const page = async (acting: Acting, values: TypedValues): Promise<Answer> => {
    const choices = await beginNotification(workOf(acting, deps));
    return choices === 'not-a-council' ? tellACouncil(acting) : { page: NewPage({ choices, values, problems: [] }) };
  };
  guarded(app, {
    method: 'GET',
    url: `${LIST}/new`,
    permission,
    // Nothing restricted is shown and nothing is written.
    event: 'none',
    params: nothing,
    query: nothing,
    handle: ({ kept, ...acting }) => page(acting, kept ?? {}),
  });
  guarded(app, {
    method: 'POST',
    url: LIST,
    permission,
    event: { code: 'notification.create', says: 'Recorded a serious incident notification' },
    params: nothing,
    query: nothing,
    body: form,
    formAt: () => `${LIST}/new`,
    handle: async ({ body, ...acting }) => {
      if (asksForLine(body)) {
        acting.note(IN_WORK);
        return page(acting, body);
      }
      const { given } = readForm(body, londonDate(deps.now()));
      const creating = await createNotification(workOf(acting, deps), given, sealOf(body));
      if (creating === 'not-a-council') {
        acting.note(TOLD_WHOM);
        return { ...(await tellACouncil(acting)), status: 403 };
      }
      if (creating === 'appears') {
        acting.note(HANDED_OVER);
        return { page: HandOverPage({ change: false }), status: 403 };
      }
      if ('problems' in creating) {
        acting.note(IN_WORK);
        return {
          page: NewPage({
            ...creating,
            values: { ...creating.values, ...only(body, 'sealed'), ...only(body, 'decider') },
          }),
          status: 400,
        };
      }
      const { id, changes } = creating.made;
      acting.note({ record: { kind: NOTIFICATION, id }, changes });
      return { redirect: `${notificationHref(id)}?done=made` };
    },
    invalid: async ({ values, problems, ...acting }) => {
      const choices = await beginNotification(workOf(acting, deps));
      if (choices === 'not-a-council') return { ...(await tellACouncil(acting)), status: 403 };
      return { page: NewPage({ choices, values, problems }) };
    },
  });
}

function sealOf(body: TypedValues): Seal | null {
  return body.sealed === 'yes' ? { decider: typedText(body, 'decider') ?? '' } : null;
}

async function tellACouncil({ trx, actor }: Acting): Promise<{ page: ReturnType<typeof TellACouncilPage> }> {
  const councils = (await listAgencies(trx)).filter(({ agencyKind }) => agencyKind === 'local-authority');
  return { page: TellACouncilPage({ agencyName: actor.agencyName, councils: councils.map(({ name }) => name) }) };
}

function changingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'change', kind: NOTIFICATION } as const;
  const record = (id: string) => ({ record: { kind: NOTIFICATION, id } });
  guarded(app, {
    method: 'GET',
    url: `${LIST}/:id/change`,
    permission,
    event: { code: 'notification.open-to-change', says: 'Opened a serious incident notification to change it' },
    params: one,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await openToChange(workOf(acting, deps), params.id);
      acting.note(record(params.id));
      return { page: ChangePage({ view, values: kept ?? storedValues(view), problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${LIST}/:id/change`,
    permission,
    event: { code: 'notification.change', says: 'Changed a serious incident notification' },
    params: one,
    query: nothing,
    body: changeForm(() => londonDate(deps.now())),
    formAt: ({ id }) => `${notificationHref(id)}/change`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const work = workOf(acting, deps);
      if (asksForLine(body)) {
        const view = await openToChange(work, id);
        acting.note({ ...IN_WORK, ...record(id) });
        return { page: ChangePage({ view, values: body, problems: [] }) };
      }
      const { given } = readForm(body, londonDate(deps.now()));
      const changing = await changeNotification(work, id, given, body);
      if (changing === 'appears') {
        acting.note({ ...HANDED_OVER, ...record(id) });
        return { page: HandOverPage({ change: true }), status: 403 };
      }
      if ('differences' in changing) {
        acting.note({ ...MET_ANOTHER, ...record(id) });
        const status = changing.problems.length > 0 ? 400 : 409;
        return { page: TwoVersionsPage({ ...changing, values: body }), status };
      }
      if ('problems' in changing) {
        acting.note({ ...IN_WORK, ...record(id) });
        const { view, problems } = changing;
        const values = { ...changing.values, ...only(body, 'why'), ...marksOf(view) };
        return { page: ChangePage({ view, values, problems }), status: 400 };
      }
      const { changes } = changing.changed;
      if (changes.length === 0) acting.note({ ...IN_WORK, ...record(id) });
      else acting.note({ ...record(id), changes, why: String(body.why).trim() });
      return { redirect: `${notificationHref(id)}?done=${changes.length === 0 ? 'unchanged' : 'changed'}` };
    },
    invalid: async ({ params: { id }, values, problems, ...acting }) => {
      const view = await openToChange(workOf(acting, deps), id);
      acting.note({ ...IN_WORK, ...record(id) });
      return { page: ChangePage({ view, values, problems }) };
    },
  });
}

/** A notification as its form shows it first. */
function storedValues(view: ChangeView): TypedValues {
  return { ...typedOf(view.notification), ...marksOf(view) };
}

/** With which version a form began. */
function marksOf({ notification, fields }: ChangeView): TypedValues {
  return { version: String(notification.version), seen: seenMarks(fields) };
}

/** One field of what was typed, where it was sent. */
function only(values: TypedValues, name: string): TypedValues {
  const value = values[name];
  return value === undefined ? {} : { [name]: value };
}
