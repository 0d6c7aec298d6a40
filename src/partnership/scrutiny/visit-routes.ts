import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../../directory/index.ts';
import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import { historyRoute } from '../../platform/history/index.ts';
import type { Deps } from '../../platform/module.ts';
import { typedText } from '../../platform/web/form.ts';
import { type Acting, guarded, type Noted } from '../../platform/web/route.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { readVisit, shareForm, visitForm } from './form.ts';
import { crumbs, VISITS_PAGE } from './links.ts';
import { type VisitDone, VisitsPage } from './pages/visits-page.tsx';
import { SCRUTINY } from './policy.ts';
import { listVisits } from './repository.ts';
import { VISITS } from './scrutiny.ts';
import { mayWrite, none, recordVisit, shareVisit } from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const IN_WORK: Noted = { code: 'scrutiny.form', says: 'Filled in a form of scrutiny; nothing was saved' };
const record = (id: string) => ({ record: { kind: SCRUTINY, id } });

/** Walk-rounds and conversations: the list, writing one down, sharing one. */
export function visitRoutes(app: FastifyInstance, deps: Deps): void {
  const today = () => londonDate(deps.now());
  const view = async (acting: Acting, done: VisitDone | null) => ({
    visits: await listVisits(acting.trx),
    me: acting.actor.id,
    mayWrite: mayWrite(workOf(acting, deps)),
    done,
  });
  guarded(app, {
    method: 'GET',
    url: VISITS_PAGE,
    permission: { action: 'read', kind: SCRUTINY },
    event: { code: 'scrutiny.visits', says: 'Looked through walk-rounds and conversations' },
    params: nothing,
    query: z.object({ done: z.enum(['made', 'shared']).nullable().default(null).catch(null) }),
    handle: async ({ query, kept, ...acting }) => {
      const shown = await view(acting, query.done);
      acting.note({ seen: shown.visits.map(({ id }) => id) });
      return { page: VisitsPage({ ...shown, values: kept ?? {}, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: VISITS_PAGE,
    permission: { action: 'create', kind: SCRUTINY },
    event: { code: 'scrutiny.visit', says: 'Wrote down a walk-round or conversation' },
    params: nothing,
    query: nothing,
    body: visitForm(today),
    formAt: () => VISITS_PAGE,
    handle: async ({ body, ...acting }) => {
      const { id, changes } = await recordVisit(workOf(acting, deps), readVisit(body, today()).given);
      acting.note({ ...record(id), changes });
      return { redirect: `${VISITS_PAGE}?done=made` };
    },
    invalid: async ({ values, problems, ...acting }) => {
      acting.note(IN_WORK);
      return { page: VisitsPage({ ...(await view(acting, null)), values, problems }) };
    },
  });
  historyRoute(app, {
    ...{ url: `${VISITS_PAGE}/:id/history`, kind: SCRUTINY, params: one, names: namesOf },
    event: { code: 'scrutiny.visit-history', says: 'Read the history of a walk-round or conversation' },
    labels: { visitedOn: 'Day', form: 'What it was', place: 'Where', heard: 'Seen and heard', shared: 'Shared' },
    values: { form: VISITS },
    find: async (acting, { id }) => {
      const visit = (await listVisits(acting.trx)).find((one) => one.id === id);
      if (!visit) throw none('read', id);
      const breadcrumbs = crumbs({ text: 'Walk-rounds and conversations', href: VISITS_PAGE });
      const caption = `${VISITS[visit.form]}, ${visit.place}`;
      return { records: id, name: `what was heard on ${dateInWords(visit.visitedOn)}`, caption, breadcrumbs };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${VISITS_PAGE}/:id/share`,
    permission: { action: 'share', kind: SCRUTINY },
    event: {
      code: 'scrutiny.share-visit',
      says: 'Decided whether the partnership reads of a walk-round or conversation',
    },
    params: one,
    query: nothing,
    body: shareForm,
    handle: async ({ params: { id }, body, ...acting }) => {
      const changes = await shareVisit(workOf(acting, deps), id, typedText(body, 'shared') === 'yes');
      acting.note({ ...record(id), changes });
      return { redirect: `${VISITS_PAGE}?done=shared` };
    },
  });
}
