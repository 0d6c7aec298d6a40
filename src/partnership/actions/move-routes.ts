import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { dateFieldValues } from '../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, type Answer, guarded } from '../../platform/web/route.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { demandMove } from '../../platform/workflow/index.ts';
import { typed } from './form.ts';
import { MOVE_FORMS, MOVE_NAMES, type MoveName, moveForm, readMove } from './moves.ts';
import { ACTIONS, actionHref } from './pages/links.ts';
import { MovePage, NotPossiblePage } from './pages/move-page.tsx';
import { ACTION } from './policy.ts';
import { ACTION_PROCESS } from './process.ts';
import { type ActionView, moveAction, myParts, readAction } from './service.ts';

const one = z.object({ id: z.uuid() });
const nothing = z.object({});

/** The forms by which an action moves on, one address each. */
export function moveRoutes(app: FastifyInstance, deps: Deps): void {
  for (const name of MOVE_NAMES) moveRoute(app, deps, name);
}

function moveRoute(app: FastifyInstance, deps: Deps, name: MoveName): void {
  const { action, event } = MOVE_FORMS[name];
  const permission = { action, kind: ACTION };
  const url = `${ACTIONS}/:id/${name}`;
  const today = () => londonDate(deps.now());
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: 'none',
    params: one,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await readAction(workOf(acting, deps), params.id);
      const values = kept ?? suggested(name, view);
      const reason = reasonAgainst(acting, deps, name, view);
      if (reason !== null) return { page: NotPossiblePage({ view, reason, values }), status: 409 };
      return { page: MovePage({ name, view, values, problems: [], clash: false }) };
    },
  });
  const again = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const view = await readAction(workOf(acting, deps), id);
    const reason = reasonAgainst(acting, deps, name, view);
    if (reason !== null) return notPossible(acting, view, reason, values);
    return { page: MovePage({ name, view, values, problems, clash: false }), status: 400 };
  };
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event,
    params: one,
    query: nothing,
    body: moveForm(name, today),
    formAt: ({ id }) => `${actionHref(id)}/${name}`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const work = workOf(acting, deps);
      const view = await readAction(work, id);
      const reason = reasonAgainst(acting, deps, name, view);
      if (reason !== null) return notPossible(acting, view, reason, body);
      const began = typed(body, 'version');
      if (began !== '' && began !== String(view.action.version)) {
        acting.note(notSaved(id));
        return { page: MovePage({ name, view, values: body, problems: [], clash: true }), status: 409 };
      }
      const { given, problems } = readMove(name, body, today(), view.action);
      if (problems.length > 0) {
        acting.note(notSaved(id));
        return { page: MovePage({ name, view, values: body, problems, clash: false }), status: 400 };
      }
      const moving = await moveAction(work, id, given);
      if ('problems' in moving) {
        acting.note(notSaved(id));
        return { page: MovePage({ name, values: body, clash: false, ...moving }), status: 400 };
      }
      acting.note({ record: { kind: ACTION, id }, changes: moving.moved.changes, why: given.words });
      // Whoever hands an action over may be asked to judge it one day, and sees what becomes of it.
      return { redirect: `${actionHref(id)}?done=${given.doing}` };
    },
    invalid: ({ params, values, problems, ...acting }) => again(acting, params.id, values, problems),
  });
}

function notSaved(id: string) {
  const says = 'Filled in the form of an action; nothing was saved';
  return { code: 'action.form', says, outcome: 'refused' as const, record: { kind: ACTION, id } };
}

function notPossible(acting: Acting, view: ActionView, reason: string, values: TypedValues): Answer {
  acting.note(notSaved(view.action.id));
  return { page: NotPossiblePage({ view, reason, values }), status: 409 };
}

/** What stands in a form at first: whoever answers a request for more time most often grants what was asked for. */
function suggested(name: MoveName, { action }: ActionView): TypedValues {
  return name === 'set-due' && action.asked ? dateFieldValues('day', action.asked.dueOn) : {};
}

/** Why the process does not allow this to the person where the action stands; null where it does. */
function reasonAgainst(acting: Acting, deps: Deps, name: MoveName, view: ActionView): string | null {
  const { action } = view;
  const parts = myParts(workOf(acting, deps), action);
  const doing = name === 'look' ? 'improved' : name === 'reopen' && action.state === 'not-needed' ? 'need-again' : name;
  try {
    demandMove(ACTION_PROCESS, action.state, doing, parts);
  } catch (error) {
    if (error instanceof PlainError) return error.message;
    throw error;
  }
  return doing === 'keep-due' && action.asked === null ? 'Nobody is waiting for a new due date.' : null;
}
