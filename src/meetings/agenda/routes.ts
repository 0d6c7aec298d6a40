import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';
import { doneOf } from '../../platform/web/done-of.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import type { Carrier } from '../carrier.ts';
import { deskOf, ITEM, inWork, NOTHING, ONE } from '../desk.ts';
import { AgendaPage } from '../pages/agenda-page.tsx';
import { itemForm, ownForm, readItemChange, readOwn, takeForm, takenLines } from './form.ts';
import { addOwnItem, changeItem, openAgenda, takeLines } from './service.ts';

const DONE = {
  taken: 'What you ticked stands on the agenda.',
  gone: 'What you ticked is not offered any more: it stands on the agenda already, or was settled meanwhile.',
  added: 'The item stands on the agenda.',
  changed: 'The agenda is changed.',
};

/** Building an agenda: live items, own items, order and times. */
export function agendaRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id`;
  const permission = { action: 'change', kind: carrier.kind } as const;
  const page = async (
    acting: Acting,
    id: string,
    done: string | null,
    values: TypedValues = {},
    problems: readonly FormProblem[] = [],
  ) => AgendaPage({ carrier, view: await openAgenda(deskOf(acting, deps, carrier), id), done, values, problems });
  const mistyped = async ({
    params,
    values,
    problems,
    ...acting
  }: Acting & { params: { id: string }; values: TypedValues; problems: readonly FormProblem[] }) => {
    acting.note(inWork(carrier, params.id));
    return { page: await page(acting, params.id, null, values, problems) };
  };

  guarded(app, {
    method: 'GET',
    url: `${at}/agenda`,
    permission,
    event: { code: 'meeting.open-agenda', says: 'Opened the agenda of a meeting to build it' },
    params: ONE,
    query: doneOf(DONE),
    handle: async ({ params, query, kept, ...acting }) => {
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      return { page: await page(acting, params.id, query.done, kept ?? {}) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/agenda/take`,
    permission,
    event: { code: 'meeting.take-lines', says: 'Put live items on the agenda of a meeting' },
    params: ONE,
    query: NOTHING,
    body: takeForm,
    handle: async ({ params, body, ...acting }) => {
      const { taken, changes } = await takeLines(deskOf(acting, deps, carrier), params.id, takenLines(body));
      if (taken === 0) acting.note(inWork(carrier, params.id));
      else acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      return { redirect: `${carrier.base}/${params.id}/agenda?done=${taken === 0 ? 'gone' : 'taken'}` };
    },
    invalid: mistyped,
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/agenda`,
    permission,
    event: { code: 'meeting.add-item', says: 'Put an item on the agenda of a meeting' },
    params: ONE,
    query: NOTHING,
    body: ownForm,
    formAt: ({ id }) => `${carrier.base}/${id}/agenda`,
    handle: async ({ params, body, ...acting }) => {
      const { changes } = await addOwnItem(deskOf(acting, deps, carrier), params.id, readOwn(body).given);
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      return { redirect: `${carrier.base}/${params.id}/agenda?done=added` };
    },
    invalid: mistyped,
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/items/:item`,
    permission,
    event: { code: 'meeting.change-item', says: 'Changed an item on the agenda of a meeting' },
    params: ITEM,
    query: NOTHING,
    body: itemForm,
    handle: async ({ params, body, ...acting }) => {
      const { changes } = await changeItem(
        deskOf(acting, deps, carrier),
        params.id,
        params.item,
        readItemChange(body).change,
      );
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      return { redirect: `${carrier.base}/${params.id}/agenda?done=changed#item-${params.item}` };
    },
  });
}
