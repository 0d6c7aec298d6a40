import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Work } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, type Answer, guarded } from '../../platform/web/route.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { ORIGINS } from './action.ts';
import { resolveRecommendation } from './change.ts';
import { readChoices } from './choices.ts';
import { newForm, readNew, typed } from './form.ts';
import { type Giving, giveAction } from './give.ts';
import { NewPage } from './pages/form-pages.tsx';
import { ACTIONS, actionHref } from './pages/links.ts';
import { ACTION } from './policy.ts';
import { findRecommendation } from './recommendations/repository.ts';
import { chooseOwner, findForMove } from './service.ts';

const nothing = z.object({});
const query = z.object({
  recommendation: z.uuid().optional().catch(undefined),
  follows: z.uuid().optional().catch(undefined),
  origin: z
    .enum(Object.keys(ORIGINS) as [keyof typeof ORIGINS, ...(keyof typeof ORIGINS)[]])
    .optional()
    .catch(undefined),
  originId: z.string().max(100).optional().catch(undefined),
  originWords: z.string().max(200).optional().catch(undefined),
});

/** Giving an action: by itself, under a recommendation, after an earlier one, or from a record of another module. */
export function givingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'create', kind: ACTION } as const;
  const today = () => londonDate(deps.now());
  guarded(app, {
    method: 'GET',
    url: `${ACTIONS}/new`,
    permission,
    event: 'none',
    params: nothing,
    query,
    handle: async ({ query: asked, kept, ...acting }) => {
      const work = workOf(acting, deps);
      return { page: await newPage(work, kept ?? (await prefilled(work, asked)), []) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: ACTIONS,
    permission,
    event: { code: 'action.give', says: 'Gave an action' },
    params: nothing,
    query: nothing,
    body: newForm(today),
    formAt: () => `${ACTIONS}/new`,
    handle: async ({ body, ...acting }) => {
      const work = workOf(acting, deps);
      const giving = await giveTyped(work, body);
      if ('problems' in giving) return notTaken(acting, await newPage(work, body, giving.problems));
      const { id, changes } = giving.given;
      acting.note({ record: { kind: ACTION, id }, changes });
      return { redirect: `${actionHref(id)}?done=given` };
    },
    invalid: async ({ values, problems, ...acting }) => ({
      page: await newPage(workOf(acting, deps), values, problems),
    }),
  });
}

/** A form that was in order and yet could not be taken: nothing is saved, and the ledger says so. */
function notTaken(acting: Acting, page: Awaited<ReturnType<typeof newPage>>): Answer {
  acting.note({
    ...{ code: 'action.form', says: 'Filled in the form of an action; nothing was saved', outcome: 'refused' },
  });
  return { page, status: 400 };
}

async function giveTyped(work: Work, values: TypedValues): Promise<Giving> {
  const today = londonDate(work.now);
  const { owner, dueOn, follows, ...typedAction } = readNew(values, today).given;
  const problems: FormProblem[] = [];
  const person = await chooseOwner(work.trx, owner, today);
  if ('problem' in person) problems.push(person.problem);
  const resolved = await resolveRecommendation(work, typedAction);
  if ('problem' in resolved) problems.push(resolved.problem);
  const earlier = follows === null ? null : await findForMove(work, follows);
  if (follows !== null && !earlier)
    problems.push({
      field: 'title',
      message: 'The action that this one follows is not there any more, or not yours to see',
    });
  if (!('person' in person) || !('given' in resolved) || problems.length > 0) return { problems: [...problems] };
  return giveAction(work, { ...resolved.given, ownerId: person.person.id, dueOn, followsId: follows });
}

async function newPage(work: Work, values: TypedValues, problems: readonly FormProblem[]) {
  const follows = z.uuid().safeParse(typed(values, 'follows')).data;
  const earlier = follows ? await findForMove(work, follows) : null;
  return NewPage({ values, problems, choices: await readChoices(work.trx), follows: earlier });
}

/** What the form begins with where somebody comes from a recommendation, an earlier action or another record. */
async function prefilled(work: Work, asked: z.infer<typeof query>): Promise<TypedValues> {
  if (asked.follows) {
    const earlier = await findForMove(work, asked.follows);
    if (!earlier) return {};
    return {
      follows: earlier.id,
      ...(earlier.origin
        ? { origin: earlier.origin.kind, 'origin-words': earlier.origin.words, 'origin-id': earlier.origin.id ?? '' }
        : {}),
      recommendation: earlier.recommendation?.reference ?? '',
      objectives: earlier.objectives.map(({ key }) => key),
      priority: earlier.priority?.key ?? '',
      themes: earlier.themes.map(({ key }) => key),
    };
  }
  const recommendation = asked.recommendation && (await findRecommendation(work.trx, asked.recommendation));
  return {
    ...(recommendation ? { recommendation: recommendation.reference } : {}),
    ...(asked.origin
      ? { origin: asked.origin, 'origin-id': asked.originId ?? '', 'origin-words': asked.originWords ?? '' }
      : {}),
  };
}
