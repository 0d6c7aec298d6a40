import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import { doneOf } from '../../platform/web/done-of.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import { type Carrier, type Desk, demandRuns } from '../carrier.ts';
import { deskOf, ITEM, inWork, NOTHING, ONE } from '../desk.ts';
import { WRITING_OPEN } from '../meeting.ts';
import { GivePage, ItemPage, MinutesPage, NotKnownPage } from '../pages/minutes-pages.tsx';
import { type MeetingView, readMeeting } from '../reading.ts';
import { addUnknown } from '../unknowns/service.ts';
import { actionForm, readAction, readUnknown, readWords, unknownForm, wordsForm } from './form.ts';
import { readItem, writeMinutes } from './service.ts';

const DONE = {
  saved: 'The minutes are saved.',
  beside: 'Somebody else wrote there too. Both versions are kept: read them and save what is to stand.',
  decided: 'The decision is recorded.',
  withdrawn: 'The decision is taken back. It stays in the minutes with your reason.',
  given: 'The action is given, and whoever has it is told.',
  'not-known': 'It is written down, and comes back until it is answered.',
};
const ANY_ITEM = z.object({ item: z.uuid().nullable().default(null).catch(null) });

/** Minutes written live, actions given from a meeting, what is not known. */
export function minutesRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  writingRoutes(app, deps, carrier);
  givingRoutes(app, deps, carrier);
  notKnownRoutes(app, deps, carrier);
}

async function openView(desk: Desk, id: string): Promise<MeetingView> {
  const view = await readMeeting(desk, id);
  await demandRuns(desk, view.meeting);
  return view;
}

function writingRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id`;
  const change = { action: 'change', kind: carrier.kind } as const;
  const item = async (
    acting: Acting,
    id: string,
    itemId: string,
    done: string | null,
    values: TypedValues = {},
    problems: readonly FormProblem[] = [],
  ) => ItemPage({ carrier, view: await readItem(deskOf(acting, deps, carrier), id, itemId), done, values, problems });

  guarded(app, {
    method: 'GET',
    url: `${at}/minutes`,
    permission: change,
    event: { code: 'meeting.open-minutes', says: 'Opened a meeting to write its minutes' },
    params: ONE,
    query: doneOf(DONE),
    handle: async ({ params, query, ...acting }) => {
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      const desk = deskOf(acting, deps, carrier);
      const mayGive = carrier.actions?.mayGive(desk) ?? false;
      return { page: MinutesPage({ carrier, view: await openView(desk, params.id), mayGive, done: query.done }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${at}/items/:item`,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.read-item', says: 'Read every version of an item’s minutes' },
    params: ITEM,
    query: doneOf(DONE),
    handle: async ({ params, query, ...acting }) => {
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      return { page: await item(acting, params.id, params.item, query.done) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/items/:item/minutes`,
    permission: change,
    event: { code: 'meeting.minutes', says: 'Wrote minutes of a meeting' },
    params: ITEM,
    query: NOTHING,
    body: wordsForm,
    formAt: ({ id, item: itemId }) => `${carrier.base}/${id}/items/${itemId}`,
    handle: async ({ params, body, request, ...acting }) => {
      const { version, standing, changes } = await writeMinutes(
        deskOf(acting, deps, carrier),
        params.id,
        params.item,
        readWords(body).given,
      );
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      const href = `${carrier.base}/${params.id}`;
      // The page's own script saves while somebody types; it goes on from the version that it is told.
      if (String(request.headers.accept).includes('application/json')) {
        return { json: { version, standing, settleAt: `${href}/items/${params.item}` } };
      }
      if (standing === 'beside') return { redirect: `${href}/items/${params.item}?done=beside` };
      return { redirect: `${href}/minutes?done=saved#item-${params.item}` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      acting.note(inWork(carrier, params.id));
      return { page: await item(acting, params.id, params.item, null, values, problems) };
    },
  });
}

function givingRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id/give`;
  const permission = { action: 'change', kind: carrier.kind } as const;
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const desk = deskOf(acting, deps, carrier);
    const view = await openView(desk, id);
    const takers = (await carrier.actions?.takers(desk.trx, londonDate(desk.now))) ?? [];
    return GivePage({ carrier, view, takers, values, problems });
  };
  guarded(app, {
    method: 'GET',
    url: at,
    permission,
    event: 'none',
    params: ONE,
    query: ANY_ITEM,
    handle: async ({ params, query, kept, ...acting }) => ({
      page: await page(acting, params.id, kept ?? { item: query.item ?? '' }, []),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: at,
    permission,
    event: { code: 'meeting.give-action', says: 'Gave an action in a meeting' },
    params: ONE,
    query: NOTHING,
    body: actionForm,
    formAt: ({ id }) => `${carrier.base}/${id}/give`,
    handle: async ({ params, body, ...acting }) => {
      const desk = deskOf(acting, deps, carrier);
      const { meeting, items } = await openView(desk, params.id);
      if (!WRITING_OPEN.includes(meeting.state)) {
        throw new PlainError(
          'Actions are given while a meeting is in session, or while its minutes wait to be agreed.',
          { statusCode: 409 },
        );
      }
      if (!carrier.actions) throw new PlainError('Actions are not kept for these meetings.', { statusCode: 409 });
      const itemTitle = items.find(({ id }) => id === textOf(body, 'item'))?.title ?? null;
      const giving = await carrier.actions.give(desk, { meeting, itemTitle, ...readAction(body).given });
      if ('problem' in giving) {
        acting.note(inWork(carrier, params.id));
        return {
          page: await page(acting, params.id, body, [{ field: 'taker', message: giving.problem }]),
          status: 400,
        };
      }
      acting.note({ record: { kind: giving.kind, id: giving.id }, changes: giving.changes });
      return { redirect: `${carrier.base}/${params.id}/minutes?done=given` };
    },
    invalid: async ({ params, values, problems, ...acting }) => ({
      page: await page(acting, params.id, values, problems),
    }),
  });
}

function notKnownRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id/not-known`;
  const permission = { action: 'change', kind: carrier.kind } as const;
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const { meeting } = await openView(deskOf(acting, deps, carrier), id);
    return NotKnownPage({ carrier, meeting, values, problems });
  };
  guarded(app, {
    method: 'GET',
    url: at,
    permission,
    event: 'none',
    params: ONE,
    query: NOTHING,
    handle: async ({ params, kept, ...acting }) => ({ page: await page(acting, params.id, kept ?? {}, []) }),
  });
  guarded(app, {
    method: 'POST',
    url: at,
    permission,
    event: { code: 'meeting.not-known', says: 'Wrote down what a meeting does not know' },
    params: ONE,
    query: NOTHING,
    body: unknownForm,
    formAt: ({ id }) => `${carrier.base}/${id}/not-known`,
    handle: async ({ params, body, ...acting }) => {
      const { changes } = await addUnknown(deskOf(acting, deps, carrier), params.id, readUnknown(body).given);
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      return { redirect: `${carrier.base}/${params.id}/minutes?done=not-known` };
    },
    invalid: async ({ params, values, problems, ...acting }) => ({
      page: await page(acting, params.id, values, problems),
    }),
  });
}
