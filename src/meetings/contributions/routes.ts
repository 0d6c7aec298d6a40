import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../platform/module.ts';
import { doneOf } from '../../platform/web/done-of.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import { type Carrier, runs } from '../carrier.ts';
import { deskOf, inWork, NOTHING, ONE } from '../desk.ts';
import { listTexts } from '../minutes/repository.ts';
import { ContributionPage, ContributionsPage, MinePage } from '../pages/contribution-pages.tsx';
import { getMeeting } from '../service.ts';
import { askForm, contributionForm, readAsk, readContributionForm } from './form.ts';
import { askAgencies, chase, contribute, listMine, readContribution, readContributions } from './service.ts';

const DONE = {
  asked: 'They are asked. Whoever of them works with Kith has a notice.',
  'asked-some': 'They are asked. Not everybody could be told: see below.',
  chased: 'Whoever can be told is chased.',
  'chased-some': 'Whoever can be told is chased. Not everybody can: see below.',
  sent: 'The contribution is there for the meeting.',
  late: 'The contribution is there for the meeting. It came after the day it was due.',
  beside:
    'Somebody else of the agency wrote at the same time. Both texts are kept: open the contribution to put them together.',
};

/** What agencies bring to a meeting. */
export function contributionRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  askingRoutes(app, deps, carrier);
  givingRoutes(app, deps, carrier);
}

function askingRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id/contributions`;
  const change = { action: 'change', kind: carrier.kind } as const;
  const page = async (
    acting: Acting,
    id: string,
    done: string | null,
    values: TypedValues = {},
    problems: readonly FormProblem[] = [],
  ) => {
    const desk = deskOf(acting, deps, carrier);
    const meeting = await getMeeting(desk, id);
    const view = await readContributions(desk, meeting, await listTexts(desk.trx, id));
    const mine = runs(await carrier.partsOf(desk, meeting.forumKey));
    return ContributionsPage({ carrier, view, runs: mine, done, values, problems, notTold: [] });
  };
  guarded(app, {
    method: 'GET',
    url: at,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.contributions', says: 'Read contributions to a meeting' },
    params: ONE,
    query: doneOf(DONE),
    handle: async ({ params, query, kept, ...acting }) => {
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      return { page: await page(acting, params.id, query.done, kept ?? {}) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: at,
    permission: change,
    event: { code: 'meeting.ask', says: 'Asked agencies for contributions to a meeting' },
    params: ONE,
    query: NOTHING,
    body: askForm,
    formAt: ({ id }) => `${carrier.base}/${id}/contributions`,
    handle: async ({ params, body, ...acting }) => {
      const asking = await askAgencies(deskOf(acting, deps, carrier), params.id, readAsk(body).given);
      if ('problems' in asking) {
        acting.note(inWork(carrier, params.id));
        return { page: await page(acting, params.id, null, body, asking.problems), status: 400 };
      }
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes: asking.changes });
      return {
        redirect: `${carrier.base}/${params.id}/contributions?done=${asking.notTold.length > 0 ? 'asked-some' : 'asked'}`,
      };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      acting.note(inWork(carrier, params.id));
      return { page: await page(acting, params.id, null, values, problems) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/chase`,
    permission: change,
    event: { code: 'meeting.chase', says: 'Chased contributions to a meeting' },
    params: ONE,
    query: NOTHING,
    handle: async ({ params, ...acting }) => {
      const { changes, notTold } = await chase(deskOf(acting, deps, carrier), params.id);
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      return {
        redirect: `${carrier.base}/${params.id}/contributions?done=${notTold.length > 0 ? 'chased-some' : 'chased'}`,
      };
    },
  });
}

function givingRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/contributions`;
  const kind = carrier.contributionKind;
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) =>
    ContributionPage({ carrier, view: await readContribution(deskOf(acting, deps, carrier), id), values, problems });
  guarded(app, {
    method: 'GET',
    url: at,
    permission: { action: 'read', kind },
    event: { code: 'contribution.list', says: 'Looked up what the agency is asked for before meetings' },
    params: NOTHING,
    query: doneOf(DONE),
    handle: async ({ query, ...acting }) => {
      const contributions = await listMine(deskOf(acting, deps, carrier));
      acting.note({ seen: contributions.map(({ id }) => id) });
      return { page: MinePage({ carrier, agencyName: acting.actor.agencyName, contributions, done: query.done }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${at}/:id`,
    permission: { action: 'change', kind },
    event: { code: 'contribution.open', says: 'Opened a contribution to a meeting to write it' },
    params: ONE,
    query: NOTHING,
    handle: async ({ params, kept, ...acting }) => {
      acting.note({ record: { kind, id: params.id } });
      return { page: await page(acting, params.id, kept ?? {}, []) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/:id`,
    permission: { action: 'change', kind },
    event: { code: 'contribution.give', says: 'Gave a contribution to a meeting' },
    params: ONE,
    query: NOTHING,
    body: contributionForm,
    formAt: ({ id }) => `${carrier.base}/contributions/${id}`,
    handle: async ({ params, body, ...acting }) => {
      const { changes, standing, late } = await contribute(
        deskOf(acting, deps, carrier),
        params.id,
        readContributionForm(body).given,
      );
      acting.note({ record: { kind, id: params.id }, changes });
      return { redirect: `${at}?done=${standing === 'beside' ? 'beside' : late ? 'late' : 'sent'}` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      acting.note({ code: 'meeting.form', says: 'Filled in a form of a meeting; nothing was saved' });
      return { page: await page(acting, params.id, values, problems) };
    },
  });
}
