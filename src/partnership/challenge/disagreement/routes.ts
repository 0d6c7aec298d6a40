import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { historyRoute } from '../../../platform/history/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { type TypedValues, typedText } from '../../../platform/web/form.ts';
import { versionIn } from '../../../platform/web/form-reading.ts';
import { type Acting, type Answer, guarded, type Noted } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { demandMove, labelsOf } from '../../../platform/workflow/index.ts';
import { challengeNames } from '../history.ts';
import { crumbs, DISAGREEMENTS } from '../links.ts';
import { listOtherAgencies } from '../other-agencies.ts';
import { DISAGREEMENT } from '../policy.ts';
import { ANSWERS, CAUSES, CONCERNS, OTHER_ROUTES, type OtherRoute, OUTCOMES } from './disagreement.ts';
import {
  answerForm,
  escalateForm,
  handOverForm,
  learningForm,
  newForm,
  readAnswer,
  readEscalate,
  readHandOver,
  readLearning,
  readNew,
  readResolve,
  readWithdraw,
  resolveForm,
  withdrawForm,
} from './form.ts';
import { disagreementHref } from './notices.ts';
import { BeginPage, NewPage, OtherRoutePage } from './pages/begin-page.tsx';
import { ActPage, LearningPage, MetPage, RecordPage } from './pages/record-page.tsx';
import { type DisagreementDoing, disagreementProcess, partsIn } from './process.ts';
import {
  actOnDisagreement,
  beginDisagreement,
  type DisagreementView,
  type Doing,
  type Done,
  learnFromDisagreement,
  openToLearn,
  raiseDisagreement,
  readDisagreement,
} from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const DONE = ['made', 'answer', 'hand-over', 'escalate', 'resolve', 'withdraw', 'learned'] as const;

const IN_WORK: Noted = {
  code: 'disagreement.form',
  says: 'Filled in a form of a professional disagreement; nothing was saved',
};
const MET: Noted = {
  code: 'disagreement.met',
  says: 'Was shown that somebody else was quicker with a professional disagreement; nothing was saved',
};

/** Professional disagreements: beginning one, reading it, and each thing that can be done with it. */
export function disagreementRoutes(app: FastifyInstance, deps: Deps): void {
  beginningRoutes(app, deps);
  guarded(app, {
    method: 'GET',
    url: `${DISAGREEMENTS}/:id`,
    permission: { action: 'read', kind: DISAGREEMENT },
    event: { code: 'disagreement.read', says: 'Read a professional disagreement' },
    params: one,
    query: z.object({ done: z.enum(DONE).nullable().default(null).catch(null) }),
    handle: async ({ params, query, ...acting }) => {
      const view = await readDisagreement(workOf(acting, deps), params.id);
      acting.note({ record: { kind: DISAGREEMENT, id: params.id } });
      return { page: RecordPage({ view, done: query.done }) };
    },
  });
  historyRoute(app, {
    ...{ url: `${DISAGREEMENTS}/:id/history`, kind: DISAGREEMENT, params: one, names: challengeNames },
    event: { code: 'disagreement.history', says: 'Read the history of a professional disagreement' },
    labels: {
      ...{
        otherAgency: 'Agency that is asked',
        answererId: 'Who is asked',
        answerer: 'Who is asked',
        cause: 'What about',
      },
      ...{
        concerns: 'Whom it concerns',
        theme: 'Theme',
        words: 'Words',
        wanted: 'What should happen',
        due: 'Answer due',
      },
      ...{ ownReference: 'Reference of the agency that disagrees', otherReference: 'Reference of the agency asked' },
      ...{ urgent: 'Urgent', stage: 'Stage', state: 'Where it stands', answer: 'Answer', because: 'Why it goes on' },
      ...{ outcome: 'Outcome', learning: 'What was learned' },
    },
    values: {
      ...{
        state: labelsOf(disagreementProcess),
        concerns: CONCERNS,
        cause: CAUSES,
        answer: ANSWERS,
        outcome: OUTCOMES,
      },
    },
    find: async (acting, { id }) => {
      const { reference } = (await readDisagreement(workOf(acting, deps), id)).disagreement;
      const breadcrumbs = crumbs({ text: reference, href: disagreementHref(id) });
      return { records: id, name: reference, caption: 'Professional disagreement', breadcrumbs };
    },
  });
  actRoute(app, deps, 'answer', answerForm, readAnswer, 'Answered a professional disagreement');
  actRoute(app, deps, 'hand-over', handOverForm, readHandOver, 'Said who answers a professional disagreement');
  actRoute(app, deps, 'escalate', escalateForm, readEscalate, 'Took a professional disagreement to the next stage');
  actRoute(app, deps, 'resolve', resolveForm, readResolve, 'Said that a professional disagreement is resolved');
  actRoute(app, deps, 'withdraw', withdrawForm, readWithdraw, 'Withdrew a professional disagreement');
  learningRoutes(app, deps);
}

function beginningRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'create', kind: DISAGREEMENT } as const;
  const begin = async (acting: Acting, agency: string | undefined): Promise<Answer> => ({
    page: BeginPage({ agencies: await listOtherAgencies(workOf(acting, deps)), missing: agency !== undefined }),
  });
  guarded(app, {
    method: 'GET',
    url: `${DISAGREEMENTS}/new`,
    permission,
    // Nobody's record is shown and nothing is written.
    event: 'none',
    params: nothing,
    query: z.object({
      agency: z.string().max(200).optional().catch(undefined),
      about: z.string().optional().catch(undefined),
    }),
    handle: async ({ query, kept, ...acting }) => {
      const { about } = query;
      if (about !== undefined && Object.hasOwn(OTHER_ROUTES, about)) {
        return { page: OtherRoutePage({ route: about as OtherRoute }) };
      }
      const agency = kept ? typedText(kept, 'agency') : query.agency;
      const choices = agency === undefined ? null : await beginDisagreement(workOf(acting, deps), agency);
      return choices ? { page: NewPage({ choices, values: kept ?? {}, problems: [] }) } : begin(acting, agency);
    },
  });
  guarded(app, {
    method: 'POST',
    url: DISAGREEMENTS,
    permission,
    event: { code: 'disagreement.raise', says: 'Raised a professional disagreement' },
    params: nothing,
    query: nothing,
    body: newForm,
    formAt: () => `${DISAGREEMENTS}/new`,
    handle: async ({ body, ...acting }) => {
      const raising = await raiseDisagreement(workOf(acting, deps), readNew(body).given);
      if ('made' in raising) {
        const { id, changes } = raising.made;
        acting.note({ record: { kind: DISAGREEMENT, id }, changes });
        return { redirect: `${disagreementHref(id)}?done=made` };
      }
      acting.note(IN_WORK);
      const { choices, problems } = raising;
      if (!choices) return { ...(await begin(acting, '')), status: 400 };
      return { page: NewPage({ choices, values: body, problems }), status: 400 };
    },
    invalid: async ({ values, problems, ...acting }) => {
      acting.note(IN_WORK);
      const choices = await beginDisagreement(workOf(acting, deps), typedText(values, 'agency') ?? '');
      return choices ? { page: NewPage({ choices, values, problems }) } : { ...(await begin(acting, '')), status: 400 };
    },
  });
}

/** One thing that can be done with a disagreement: its page, and what takes its form. */
function actRoute(
  app: FastifyInstance,
  deps: Deps,
  doing: DisagreementDoing,
  form: z.ZodType<TypedValues>,
  read: (values: TypedValues) => { doing: Doing },
  says: string,
): void {
  const permission = { action: 'change', kind: DISAGREEMENT } as const;
  const url = `${DISAGREEMENTS}/:id/${doing}`;
  const record = (id: string) => ({ record: { kind: DISAGREEMENT, id } });
  const open = async (acting: Acting, id: string): Promise<DisagreementView> => {
    const view = await readDisagreement(workOf(acting, deps), id);
    demandMove(disagreementProcess, view.disagreement.state, doing, partsIn(view.disagreement, acting.actor));
    return view;
  };
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: `disagreement.open-to-${doing}`, says: 'Opened a form of a professional disagreement' },
    params: one,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await open(acting, params.id);
      acting.note(record(params.id));
      return { page: ActPage({ view, doing, values: kept ?? {}, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: `disagreement.${doing}`, says },
    params: one,
    query: nothing,
    body: form,
    formAt: ({ id }) => `${disagreementHref(id)}/${doing}`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const done = await actOnDisagreement(workOf(acting, deps), id, versionIn(body), read(body).doing);
      if ('problems' in done) {
        acting.note({ ...IN_WORK, ...record(id) });
        return { page: ActPage({ view: done.view, doing, values: body, problems: done.problems }), status: 400 };
      }
      return finish(done, { id, body, acting, to: doing });
    },
    invalid: async ({ params: { id }, values, problems, ...acting }) => {
      const view = await open(acting, id);
      acting.note({ ...IN_WORK, ...record(id) });
      return { page: ActPage({ view, doing, values, problems }) };
    },
  });
}

function finish(
  done: Exclude<Done, { problems: unknown }>,
  { id, body, acting, to }: { id: string; body: TypedValues; acting: Acting; to: string },
): Answer {
  if ('met' in done) {
    acting.note({ ...MET, record: { kind: DISAGREEMENT, id } });
    const typed = typedText(body, 'words') ?? typedText(body, 'learning') ?? '';
    return { page: MetPage({ view: done.met, typed }), status: 409 };
  }
  acting.note({ record: { kind: DISAGREEMENT, id }, changes: done.done.changes });
  return { redirect: `${disagreementHref(id)}?done=${to}` };
}

function learningRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'change', kind: DISAGREEMENT } as const;
  const url = `${DISAGREEMENTS}/:id/learning`;
  const record = (id: string) => ({ record: { kind: DISAGREEMENT, id } });
  const values = ({ disagreement }: DisagreementView): TypedValues => ({
    learning: disagreement.learning ?? '',
    theme: disagreement.theme ?? '',
  });
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: 'disagreement.open-to-learn', says: 'Opened a form of a professional disagreement' },
    params: one,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await openToLearn(workOf(acting, deps), params.id);
      acting.note(record(params.id));
      return { page: LearningPage({ view, values: kept ?? values(view), problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'disagreement.learn', says: 'Wrote down what is learned from a professional disagreement' },
    params: one,
    query: nothing,
    body: learningForm,
    formAt: ({ id }) => `${disagreementHref(id)}/learning`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const work = workOf(acting, deps);
      const done = await learnFromDisagreement(work, id, versionIn(body), readLearning(body).given);
      if ('problems' in done) {
        acting.note({ ...IN_WORK, ...record(id) });
        return { page: LearningPage({ view: done.view, values: body, problems: done.problems }), status: 400 };
      }
      return finish(done, { id, body, acting, to: 'learned' });
    },
    invalid: async ({ params: { id }, values: typed, problems, ...acting }) => {
      const view = await openToLearn(workOf(acting, deps), id);
      acting.note({ ...IN_WORK, ...record(id) });
      return { page: LearningPage({ view, values: typed, problems }) };
    },
  });
}
