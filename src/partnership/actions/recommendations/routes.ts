import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../../platform/clocks/index.ts';
import { historyRoute } from '../../../platform/history/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { addressText } from '../../../platform/web/form-text.ts';
import { guarded, type Noted } from '../../../platform/web/route.ts';
import { seenMarks } from '../../../platform/web/two-versions.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { checked, texts, typed } from '../form.ts';
import { ACTION_HISTORY } from '../history.ts';
import { TwoVersionsPage } from '../pages/form-pages.tsx';
import { crumbs, RECOMMENDATIONS, recommendationHref } from '../pages/links.ts';
import { RECOMMENDATION } from '../policy.ts';
import {
  changeRecommendationForm,
  newRecommendationForm,
  readRecommendation as readForm,
  typedRecommendation,
} from './form.ts';
import { ChangeRecommendationPage, NewRecommendationPage } from './pages/form-pages.tsx';
import { RecommendationListPage } from './pages/list-page.tsx';
import { RecommendationPage } from './pages/record-page.tsx';
import { RESPONSES, SOURCES } from './recommendation.ts';
import {
  changeRecommendation,
  createRecommendation,
  openRecommendation,
  openRecommendations,
  publishOne,
  type RecommendationChange,
  readRecommendation,
  readRecommendationChoices,
} from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const keys = <K extends string>(of: Record<K, string>) => Object.keys(of) as [K, ...K[]];
const NOT_SAVED: Noted = {
  ...{ code: 'recommendation.form', says: 'Filled in the form of a recommendation; nothing was saved' },
  outcome: 'refused',
};

/** Recommendations: the list, one of them, entering and changing one, publishing it, its history. */
export function recommendationRoutes(app: FastifyInstance, deps: Deps): void {
  readingRoutes(app, deps);
  creatingRoutes(app, deps);
  changingRoutes(app, deps);
  guarded(app, {
    method: 'POST',
    url: `${RECOMMENDATIONS}/:id/publish`,
    permission: { action: 'share', kind: RECOMMENDATION },
    event: {
      code: 'recommendation.publish',
      says: 'Decided whether a recommendation stands in the public yearly account',
    },
    params: one,
    query: nothing,
    body: checked(texts(['published'], 5), (values) =>
      ['yes', 'no'].includes(typed(values, 'published'))
        ? []
        : [{ field: 'published', message: 'Choose whether it is published' }],
    ),
    handle: async ({ params: { id }, body, ...acting }) => {
      const published = typed(body, 'published') === 'yes';
      const changes = await publishOne(workOf(acting, deps), id, published);
      acting.note({ record: { kind: RECOMMENDATION, id }, changes });
      return { redirect: `${recommendationHref(id)}?done=${published ? 'published' : 'withdrawn'}` };
    },
  });
}

function readingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'read', kind: RECOMMENDATION } as const;
  const word = z
    .string()
    .optional()
    .catch(undefined)
    .transform((text) => addressText(text, 120));
  guarded(app, {
    method: 'GET',
    url: RECOMMENDATIONS,
    permission,
    event: 'none',
    params: nothing,
    query: z.object({
      source: z.enum(keys(SOURCES)).nullable().default(null).catch(null),
      sourceId: word,
      response: z.enum(keys(RESPONSES)).nullable().default(null).catch(null),
      agency: word,
      page: z.coerce.number().int().min(1).max(10_000).catch(1),
    }),
    handle: async ({ query: { page, ...asked }, ...acting }) => ({
      page: RecommendationListPage({ list: await openRecommendations(workOf(acting, deps), asked, page) }),
    }),
  });
  guarded(app, {
    method: 'GET',
    url: `${RECOMMENDATIONS}/:id`,
    permission,
    event: 'none',
    params: one,
    query: z.object({
      done: z.enum(['made', 'changed', 'unchanged', 'published', 'withdrawn']).nullable().default(null).catch(null),
    }),
    handle: async ({ params, query, ...acting }) => ({
      page: RecommendationPage({ view: await readRecommendation(workOf(acting, deps), params.id), done: query.done }),
    }),
  });
  historyRoute(app, {
    ...ACTION_HISTORY,
    ...{ url: `${RECOMMENDATIONS}/:id/history`, kind: RECOMMENDATION, event: 'none', params: one },
    find: async (acting, { id }) => {
      const { reference } = (await readRecommendation(workOf(acting, deps), id)).recommendation;
      const breadcrumbs = crumbs({ text: reference, href: recommendationHref(id) });
      return { records: id, name: reference, caption: 'Recommendation', breadcrumbs };
    },
  });
}

function creatingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'create', kind: RECOMMENDATION } as const;
  const today = () => londonDate(deps.now());
  guarded(app, {
    method: 'GET',
    url: `${RECOMMENDATIONS}/new`,
    permission,
    event: 'none',
    params: nothing,
    query: nothing,
    handle: async ({ kept, ...acting }) => ({
      page: NewRecommendationPage({
        choices: await readRecommendationChoices(acting),
        values: kept ?? { response: 'waiting' },
        problems: [],
      }),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: RECOMMENDATIONS,
    permission,
    event: { code: 'recommendation.create', says: 'Entered a recommendation' },
    params: nothing,
    query: nothing,
    body: newRecommendationForm(today),
    formAt: () => `${RECOMMENDATIONS}/new`,
    handle: async ({ body, ...acting }) => {
      const creating = await createRecommendation(workOf(acting, deps), readForm(body, today()).given);
      if ('problems' in creating) {
        acting.note(NOT_SAVED);
        const choices = await readRecommendationChoices(acting);
        return { page: NewRecommendationPage({ choices, values: body, problems: creating.problems }), status: 400 };
      }
      const { id, changes } = creating.made;
      acting.note({ record: { kind: RECOMMENDATION, id }, changes });
      return { redirect: `${recommendationHref(id)}?done=made` };
    },
    invalid: async ({ values, problems, ...acting }) => ({
      page: NewRecommendationPage({ choices: await readRecommendationChoices(acting), values, problems }),
    }),
  });
}

function changingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'change', kind: RECOMMENDATION } as const;
  const today = () => londonDate(deps.now());
  const record = (id: string) => ({ record: { kind: RECOMMENDATION, id } });
  guarded(app, {
    method: 'GET',
    url: `${RECOMMENDATIONS}/:id/change`,
    permission,
    event: 'none',
    params: one,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await openRecommendation(workOf(acting, deps), params.id);
      const choices = await readRecommendationChoices(acting);
      return { page: ChangeRecommendationPage({ view, choices, values: kept ?? storedValues(view), problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${RECOMMENDATIONS}/:id/change`,
    permission,
    event: { code: 'recommendation.change', says: 'Changed a recommendation' },
    params: one,
    query: nothing,
    body: changeRecommendationForm(today),
    formAt: ({ id }) => `${recommendationHref(id)}/change`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const changing = await changeRecommendation(workOf(acting, deps), id, readForm(body, today()).given, body);
      if ('differences' in changing) {
        acting.note({ ...NOT_SAVED, ...record(id) });
        const { view, differences, problems } = changing;
        const { reference, version } = view.recommendation;
        const about = { of: 'recommendation' as const, reference, href: recommendationHref(id), version };
        const page = TwoVersionsPage({ ...about, fields: view.fields, differences, problems, values: body });
        return { page, status: problems.length > 0 ? 400 : 409 };
      }
      if ('problems' in changing) {
        acting.note({ ...NOT_SAVED, ...record(id) });
        const choices = await readRecommendationChoices(acting);
        return { page: ChangeRecommendationPage({ ...changing, choices, values: body }), status: 400 };
      }
      const { changes } = changing.changed;
      const saved = changes.length > 0;
      acting.note(saved ? { ...record(id), changes, why: typed(body, 'why') } : { ...NOT_SAVED, ...record(id) });
      return { redirect: `${recommendationHref(id)}?done=${saved ? 'changed' : 'unchanged'}` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      const view = await openRecommendation(workOf(acting, deps), params.id);
      const choices = await readRecommendationChoices(acting);
      return { page: ChangeRecommendationPage({ view, choices, values, problems }) };
    },
  });
}

function storedValues({ recommendation, fields }: RecommendationChange) {
  return {
    ...typedRecommendation(recommendation),
    ...{ version: String(recommendation.version), seen: seenMarks(fields) },
  };
}
