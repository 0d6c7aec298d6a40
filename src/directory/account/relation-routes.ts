import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type FormProblem, type TypedValues, typedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import { RelationsPage } from './pages/relations-page.tsx';
import { insertRelation, listLeads, listRelations, MOST_RELATIONS, withdrawRelation } from './relation.ts';
import { readRelation, relationForm } from './relation-form.ts';

const nothing = z.object({});
const AT = '/account/relations';
/** No policy lets anybody read what changed in a record of this kind: to whom somebody is close is theirs to know. */
const KIND = 'declared-relation';

/** People close to somebody, whom they must not meet in a record. */
export function relationRoutes(app: FastifyInstance, { now }: Deps): void {
  const today = () => londonDate(now());
  const page = async ({ trx, actor }: Acting, values: TypedValues, problems: readonly FormProblem[]) => ({
    page: RelationsPage({ relations: await listRelations(trx, actor.id), values, problems, done: null }),
  });
  guarded(app, {
    method: 'GET',
    url: AT,
    permission: 'signed-in',
    event: 'none',
    params: nothing,
    query: z.object({ done: z.enum(['declared', 'withdrawn']).nullable().default(null).catch(null) }),
    handle: async ({ query: { done }, kept, trx, actor }) => {
      const relations = await listRelations(trx, actor.id);
      return { page: RelationsPage({ relations, values: kept ?? {}, problems: [], done }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: AT,
    permission: 'signed-in',
    event: { code: 'relation.declare', says: 'Declared somebody close to them' },
    params: nothing,
    query: nothing,
    body: relationForm(today),
    formAt: () => AT,
    handle: async ({ request, ...pen }) => {
      const { trx, actor, note } = pen;
      const values = typedValues(request.body);
      const { given } = readRelation(values, today());
      const relations = await listRelations(trx, actor.id);
      const already = relations.some((one) => one.name === given.name && one.born === given.born);
      if (already || relations.length >= MOST_RELATIONS) {
        const message = already
          ? 'You have declared them already'
          : `You can declare at most ${MOST_RELATIONS} people: withdraw somebody first`;
        note({ outcome: 'failed', why: message });
        return { ...(await page(pen, values, [{ field: 'name', message }])), status: 400 };
      }
      const id = randomUUID();
      await insertRelation(trx, { id, personId: actor.id, ...given, now: now() });
      note({
        changes: Object.entries(given).map(([field, after]) => ({
          kind: KIND,
          recordId: id,
          field,
          before: null,
          after,
        })),
      });
      return { redirect: `${AT}?done=declared` };
    },
    invalid: ({ values, problems, ...pen }) => page(pen, values, problems),
  });
  guarded(app, {
    method: 'POST',
    url: `${AT}/:id/withdraw`,
    permission: 'signed-in',
    event: { code: 'relation.withdraw', says: 'Withdrew somebody whom they had declared to be close to them' },
    params: z.object({ id: z.uuid() }),
    query: nothing,
    body: z.strictObject({}),
    handle: async ({ params: { id }, trx, actor, note }) => {
      const found = (await listRelations(trx, actor.id)).find((one) => one.id === id);
      if (!found)
        throw new PlainError('You have declared nobody by that number: choose one from the list.', { statusCode: 404 });
      await withdrawRelation(trx, id, now());
      note({ changes: [{ kind: KIND, recordId: id, field: 'withdrawn', before: false, after: true }] });
      const leads = (await listLeads(trx, actor.agency, today())).filter((one) => one !== actor.id);
      const notice = `${actor.name} withdrew somebody from the people close to them. Kith does not tell whom.`;
      await tellPeople(
        trx,
        leads,
        {
          notice,
          href: '/account/notices',
          subject: 'Somebody withdrew a declared relation in Kith',
          mail: `${notice}\n\nRecords that were kept from them because of it may be open to them again after four weeks.`,
        },
        now(),
      );
      return { redirect: `${AT}?done=withdrawn` };
    },
  });
}
