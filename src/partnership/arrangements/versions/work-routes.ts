import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../../../directory/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import { historyRoute } from '../../../platform/history/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import { textOf } from '../../../platform/web/checked-form.ts';
import { type TypedValues, typedText } from '../../../platform/web/form.ts';
import { type Acting, type Answer, guarded } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { labelsOf } from '../../../platform/workflow/index.ts';
import { ARRANGEMENTS, SIGNATURE } from '../policy.ts';
import { paperForm, readPaper, reasonForm, signForm } from './form.ts';
import { type Made, move, recordSignature, sign } from './moves.ts';
import { ChangesPage } from './pages/changes-page.tsx';
import { PaperPage, type ReasonAsked, ReasonPage, SignPage } from './pages/form-pages.tsx';
import { versionName, workCrumbs, workHref } from './pages/links.ts';
import { type Done, WorkListPage, WorkPage } from './pages/work-pages.tsx';
import { successorNames } from './public-routes.ts';
import { beginDraft, listForWork, paperProblems, readVersion, type VersionView } from './service.ts';
import { VERSION_PROCESS } from './version.ts';
import { WORK_ON } from './work-on.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const DONE = [
  'begun',
  'changed',
  'unchanged',
  'added',
  'left-out',
  'send',
  'take-back',
  'send-back',
  'sign',
  'publish',
  'withdraw',
] as const;
const done = z.object({ done: z.enum(DONE).nullable().default(null).catch(null) });

/** What the ledger says of a form that was sent back. */
export const MISTYPED = {
  code: 'arrangements.form',
  says: 'Filled in a form of the arrangements; nothing was saved',
};

const READ = { action: 'read', kind: ARRANGEMENTS } as const;
const CREATE = { action: 'create', kind: ARRANGEMENTS } as const;
const CHANGE = { action: 'change', kind: ARRANGEMENTS } as const;
const SIGN = { action: 'create', kind: SIGNATURE } as const;

/** Versions for whoever works on them: the list, one, what changed, signing, and every step of the process. */
export function versionRoutes(app: FastifyInstance, deps: Deps): void {
  readingRoutes(app, deps);
  historyRoute(app, {
    ...{ url: `${WORK_ON}/:id/history`, kind: ARRANGEMENTS, params: one, names: namesOf },
    event: { code: 'arrangements.history', says: 'Read the history of a version of the arrangements' },
    labels: {
      ...{ why: 'Why there is a new version', areas: 'Areas', statutory: 'Statutory partners', number: 'Number' },
      ...{ relevant: 'Relevant agencies', inForceFrom: 'Comes into force', reviewDue: 'Review due' },
      ...{ state: 'Where it stands', signature: 'Signature', section: 'Section', title: 'Heading', head: 'Answers' },
    },
    values: { state: labelsOf(VERSION_PROCESS) },
    find: async (acting, { id }) => {
      const { version } = await readVersion(workOf(acting, deps), id);
      const caption = 'Published arrangements';
      return { records: id, name: versionName(version), caption, breadcrumbs: workCrumbs(version) };
    },
  });
  movingRoutes(app, deps);
  signingRoutes(app, deps);
}

function readingRoutes(app: FastifyInstance, deps: Deps): void {
  const list = async (
    acting: Acting,
    values: TypedValues,
    problems: Parameters<typeof WorkListPage>[0]['problems'],
  ) => ({
    page: WorkListPage({
      ...(await listForWork(workOf(acting, deps))),
      today: londonDate(deps.now()),
      values,
      problems,
    }),
  });
  guarded(app, {
    ...{ method: 'GET', url: WORK_ON, permission: READ, params: nothing, query: nothing },
    event: { code: 'arrangements.list', says: 'Looked through the versions of the arrangements' },
    handle: ({ kept, ...acting }) => list(acting, kept ?? {}, []),
  });
  guarded(app, {
    ...{ method: 'POST', url: WORK_ON, permission: CREATE, params: nothing, query: nothing, body: reasonForm },
    event: { code: 'arrangements.begin', says: 'Began a draft of the arrangements' },
    formAt: () => WORK_ON,
    handle: async ({ body, ...acting }) => {
      const { id, changes } = await beginDraft(workOf(acting, deps), textOf(body, 'why'));
      acting.note({ record: { kind: ARRANGEMENTS, id }, changes });
      return { redirect: `${workHref(id)}?done=begun` };
    },
    invalid: ({ values, problems, ...acting }) => list(acting, values, problems),
  });
  guarded(app, {
    ...{ method: 'GET', url: `${WORK_ON}/:id`, permission: READ, params: one, query: done },
    event: { code: 'arrangements.read', says: 'Read a version of the arrangements' },
    handle: async ({ params: { id }, query, ...acting }) => {
      const view = await readVersion(workOf(acting, deps), id);
      acting.note({ record: { kind: ARRANGEMENTS, id } });
      return { page: WorkPage({ view, done: query.done as Done | null, today: londonDate(deps.now()) }) };
    },
  });
  guarded(app, {
    ...{ method: 'GET', url: `${WORK_ON}/:id/changes`, permission: READ, params: one, query: nothing },
    event: { code: 'arrangements.compare', says: 'Compared two versions of the arrangements' },
    handle: async ({ params: { id }, ...acting }) => {
      const work = workOf(acting, deps);
      const { version: after, heads } = await readVersion(work, id);
      if (after.basedOn === null) {
        throw new PlainError('This is the first version, so there is nothing to compare it with.', { statusCode: 404 });
      }
      const { version: before } = await readVersion(work, after.basedOn);
      acting.note({ record: { kind: ARRANGEMENTS, id } });
      const tookOver = await successorNames(acting.trx);
      return { page: ChangesPage({ before, after, heads, breadcrumbs: workCrumbs(after), tookOver, source: null }) };
    },
  });
}

type Moving = 'send' | 'take-back' | 'send-back' | 'publish' | 'withdraw';

/** Writes what was done into the ledger and leads back to the version. */
function answerMade(acting: Acting, id: string, doing: Moving | 'sign', { changes }: Made, why: string | null): Answer {
  acting.note({ record: { kind: ARRANGEMENTS, id }, changes, ...(why === null ? {} : { why }) });
  return { redirect: `${workHref(id)}?done=${doing}` };
}

function movingRoutes(app: FastifyInstance, deps: Deps): void {
  const button = (doing: 'send' | 'publish', says: string) =>
    guarded(app, {
      ...{ method: 'POST', url: `${WORK_ON}/:id/${doing}`, permission: CHANGE, params: one, query: nothing },
      body: z.strictObject({}),
      event: { code: `arrangements.${doing}`, says },
      formAt: ({ id }) => workHref(id),
      handle: async ({ params: { id }, ...acting }) =>
        answerMade(acting, id, doing, await move(workOf(acting, deps), id, doing, null), null),
    });
  button('send', 'Sent a version of the arrangements to the partners to sign');
  button('publish', 'Published a version of the arrangements');

  const withReason = (
    doing: 'take-back' | 'send-back' | 'withdraw',
    says: string,
    asked: Omit<ReasonAsked, 'action'>,
    permission: typeof CHANGE | typeof SIGN,
  ) => {
    const url = `${WORK_ON}/:id/${doing}`;
    const page = async (
      acting: Acting,
      id: string,
      values: TypedValues,
      problems: Parameters<typeof ReasonPage>[0]['problems'],
    ) => {
      const { version } = await readVersion(workOf(acting, deps), id);
      return {
        page: ReasonPage({ version, values, problems, asked: { ...asked, action: `${workHref(id)}/${doing}` } }),
      };
    };
    guarded(app, {
      ...{ method: 'GET', url, permission, event: 'none', params: one, query: nothing },
      handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept ?? {}, []),
    });
    guarded(app, {
      ...{ method: 'POST', url, permission, params: one, query: nothing, body: reasonForm },
      event: { code: `arrangements.${doing}`, says },
      formAt: ({ id }) => `${workHref(id)}/${doing}`,
      handle: async ({ params: { id }, body, ...acting }) => {
        const why = textOf(body, 'why');
        return answerMade(acting, id, doing, await move(workOf(acting, deps), id, doing, why), why);
      },
      invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
    });
  };
  withReason(
    'take-back',
    'Took a version of the arrangements back to change it',
    {
      ...{ title: 'Take it back to change it', button: 'Make it a draft again' },
      lede: 'Signatures given so far no longer count: the partners sign the new words.',
      ...{ label: 'Why must it change?', hint: 'The ledger keeps your reason.' },
    },
    CHANGE,
  );
  withReason(
    'send-back',
    'Asked for a change of a version of the arrangements',
    {
      ...{ title: 'Ask for a change', button: 'Send it back' },
      lede: 'It becomes a draft again, and the business unit sees what you write here.',
      ...{ label: 'What should change?', hint: 'Say which section, and what it should say.' },
    },
    SIGN,
  );
  withReason(
    'withdraw',
    'Gave a draft of the arrangements up',
    {
      ...{ title: 'Give this draft up', button: 'Give it up' },
      lede: 'It stays on record and is never published. The version in force stays in force.',
      ...{ label: 'Why is it given up?', hint: 'The ledger keeps your reason.' },
    },
    CHANGE,
  );
}

function signingRoutes(app: FastifyInstance, deps: Deps): void {
  const today = () => londonDate(deps.now());
  const signUrl = `${WORK_ON}/:id/sign`;
  const signing = (
    view: VersionView,
    acting: Acting,
    values: TypedValues,
    problems: Parameters<typeof SignPage>[0]['problems'],
  ) => ({
    page: SignPage({ version: view.version, values, problems, agencyName: acting.actor.agencyName }),
  });
  guarded(app, {
    ...{ method: 'GET', url: signUrl, permission: SIGN, event: 'none', params: one, query: nothing },
    handle: async ({ params: { id }, kept, ...acting }) => {
      const view = await readVersion(workOf(acting, deps), id);
      return signing(view, acting, kept ?? { post: view.post ?? '' }, []);
    },
  });
  guarded(app, {
    ...{ method: 'POST', url: signUrl, permission: SIGN, params: one, query: nothing, body: signForm },
    event: { code: 'arrangements.sign', says: 'Signed a version of the arrangements' },
    formAt: ({ id }) => `${workHref(id)}/sign`,
    handle: async ({ params: { id }, body, ...acting }) =>
      answerMade(acting, id, 'sign', await sign(workOf(acting, deps), id, textOf(body, 'post')), null),
    invalid: async ({ params: { id }, values, problems, ...acting }) =>
      signing(await readVersion(workOf(acting, deps), id), acting, values, problems),
  });
  const paperUrl = `${WORK_ON}/:id/paper`;
  const paper = async (
    acting: Acting,
    id: string,
    values: TypedValues,
    problems: Parameters<typeof PaperPage>[0]['problems'],
  ) => {
    const { version, waitingFor } = await readVersion(workOf(acting, deps), id);
    return { page: PaperPage({ version, waitingFor, values, problems }) };
  };
  guarded(app, {
    ...{ method: 'GET', url: paperUrl, permission: CHANGE, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => paper(acting, id, kept ?? {}, []),
  });
  guarded(app, {
    ...{ method: 'POST', url: paperUrl, permission: CHANGE, params: one, query: nothing, body: paperForm(today) },
    event: { code: 'arrangements.record-signature', says: 'Recorded a signature given on paper' },
    formAt: ({ id }) => `${workHref(id)}/paper`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const { signature } = readPaper(body, today());
      const problems = await paperProblems(workOf(acting, deps), id, signature);
      if (problems.length > 0) {
        acting.note({ ...MISTYPED, record: { kind: ARRANGEMENTS, id } });
        return { ...(await paper(acting, id, body, problems)), status: 400 };
      }
      return answerMade(
        acting,
        id,
        'sign',
        await recordSignature(workOf(acting, deps), id, signature),
        signature.keptAt,
      );
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => paper(acting, id, values, problems),
  });
}

/** The version that a form began with, where it says so. */
export function beganWith(
  values: TypedValues,
  stored: { version: number; seen: string },
): { number: string; seen: string } {
  return {
    number: typedText(values, 'version') ?? String(stored.version),
    seen: typedText(values, 'seen') ?? stored.seen,
  };
}
