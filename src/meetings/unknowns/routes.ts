import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import { doneOf } from '../../platform/web/done-of.ts';
import { guarded } from '../../platform/web/route.ts';
import { type Carrier, runs } from '../carrier.ts';
import { deskOf, NOTHING, ONE } from '../desk.ts';
import { answerForm } from '../minutes/form.ts';
import { NotKnownYetPage } from '../pages/register-pages.tsx';
import { listUnknowns } from './repository.ts';
import { answer } from './service.ts';

const DONE = { answered: 'The answer is entered, and the question is closed.' };

/** What bodies do not know yet, across their meetings. */
export function unknownRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/not-known`;
  guarded(app, {
    method: 'GET',
    url: at,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.unknowns', says: 'Looked through what is not known yet' },
    params: NOTHING,
    query: doneOf(DONE).extend({ group: z.string().max(200).nullable().default(null).catch(null) }),
    handle: async ({ query, ...acting }) => {
      const desk = deskOf(acting, deps, carrier);
      const group = query.group || null;
      const open = await listUnknowns(desk.trx, carrier.name, { openOf: group });
      const mine = new Map<string, boolean>();
      for (const key of new Set(open.map(({ forumKey }) => forumKey)))
        mine.set(key, runs(await carrier.partsOf(desk, key)));
      const unknowns = open.map((one) => ({ ...one, mine: mine.get(one.forumKey) ?? false }));
      const forums = await carrier.listForums(desk.trx);
      return {
        page: NotKnownYetPage({ carrier, forums, group, unknowns, today: londonDate(desk.now), done: query.done }),
      };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/:id`,
    permission: { action: 'change', kind: carrier.kind },
    event: { code: 'meeting.answer-unknown', says: 'Answered what a meeting did not know' },
    params: ONE,
    query: NOTHING,
    body: answerForm,
    handle: async ({ params, body, ...acting }) => {
      const { meetingId, changes } = await answer(deskOf(acting, deps, carrier), params.id, textOf(body, 'answer'));
      acting.note({ record: { kind: carrier.kind, id: meetingId }, changes });
      return { redirect: `${at}?done=answered` };
    },
  });
}
