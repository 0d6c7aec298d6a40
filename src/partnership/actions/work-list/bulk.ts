import { z } from 'zod';
import type { Work } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { movesFrom } from '../../../platform/workflow/index.ts';
import type { ActionRecord, ActionState } from '../action.ts';
import { checked, dayOf, dayShape, type Form, texts, ticked, typed } from '../form.ts';
import type { GivenMove } from '../moves.ts';
import { ACTION_PROCESS } from '../process.ts';
import { checkMove, findForMove, moveAction, myParts } from '../service.ts';

/** So many items can be changed at once: two pages of the list. */
export const MOST_AT_ONCE = 50;

/** What can be done to several at once. */
export const BULK = {
  'set-due': 'Set a new due date',
  'hand-over': 'Hand them over',
  'not-needed': 'Say that they are no longer needed',
} as const;

/** The name of one of these. */
export type BulkDoing = keyof typeof BULK;

const BULK_DOINGS = Object.keys(BULK) as BulkDoing[];

const ids = z
  .union([z.string().max(40), z.array(z.string().max(40)).max(MOST_AT_ONCE)], `Choose at most ${MOST_AT_ONCE} at once`)
  .optional();

/** The most characters of a list's query: four words of a hundred, as addresses write them. */
const LIST = 4000;

/** The query that names what was ticked and where; what is no number is left out. */
export const bulkQuery = z.object({
  id: ids.catch(undefined).transform(numbers),
  scope: z.enum(['mine', 'agency', 'partnership']).catch('mine'),
  list: z.string().max(LIST).catch(''),
});

/** What somebody may do to an action together with others: the moves of the process that can be made several at once. */
export function bulkMoves(
  work: Work,
  action: { state: ActionState; agency: string; ownerId: string; doneBy: string | null },
): BulkDoing[] {
  const done = action.doneBy === null ? null : { by: action.doneBy };
  const moves = movesFrom(ACTION_PROCESS, action.state, myParts(work, { ...action, done }));
  return BULK_DOINGS.filter((one) => moves.some(({ doing }) => doing === one));
}

/** The numbers among what was ticked, each once. */
function numbers(given: string | readonly string[] | undefined): string[] {
  const all = [given ?? []].flat();
  return [...new Set(all)].filter((one) => z.uuid().safeParse(one).success).slice(0, MOST_AT_ONCE);
}

/** The form that changes several at once. */
export function bulkForm(today: () => PlainDate): Form {
  return checked(
    {
      id: ids,
      ...texts(['bulk', 'scope'], 20),
      ...texts(['list'], LIST),
      ...dayShape('day'),
      ...texts(['owner'], 200),
      ...texts(['words'], 5000),
    },
    (values) => readBulk(values, today()).problems,
  );
}

/** What that form says. */
export function readBulk(
  values: TypedValues,
  today: PlainDate,
): { given: GivenMove; ids: string[]; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const doing = typed(values, 'bulk');
  const chosen = numbers(ticked(values, 'id'));
  if (chosen.length === 0) problems.push({ field: 'id', message: 'Tick at least one action' });
  if (!Object.hasOwn(BULK, doing)) problems.push({ field: 'bulk', message: 'Choose what is to be done with them' });
  const day = doing === 'set-due' ? dayOf(values, 'day', 'the new due date', 'Enter the new due date', problems) : null;
  if (day !== null && day < today)
    problems.push({
      field: 'day-day',
      message: 'The new due date must not be in the past: choose today or a later day',
    });
  const owner = typed(values, 'owner');
  if (doing === 'hand-over' && owner === '')
    problems.push({ field: 'owner', message: 'Enter the name or email address of who takes them over' });
  const words = typed(values, 'words');
  if (words === '') problems.push({ field: 'words', message: 'Enter why' });
  return {
    given: { doing: doing as BulkDoing, words, day, owner, test: null, verdict: null },
    ids: chosen,
    problems,
  };
}

/** Why one of several could not be changed. */
export interface BulkRefusal {
  id: string;
  /** Its reference; null where the person can't see it. */
  reference: string | null;
  because: string;
}

/** What became of changing several. */
export type Bulk =
  | { moved: { id: string; changes: FieldChange[] }[] }
  /** Nothing was changed: these stood in the way. */
  | { refusals: BulkRefusal[] };

/** An action that was ticked, with what can be done to it here. */
export interface Ticked extends ActionRecord {
  doings: readonly BulkDoing[];
}

/** What was ticked, as far as the person sees it, in the order in which it is due. */
export async function findTicked(work: Work, ids: readonly string[]): Promise<Ticked[]> {
  const found: Ticked[] = [];
  for (const id of ids) {
    const action = await findForMove(work, id);
    if (action) found.push({ ...action, doings: bulkMoves(work, { ...action, doneBy: action.done?.by ?? null }) });
  }
  return found.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

/** One thing that can be done to some of what was ticked, and the references of those to which it can't. */
export interface BulkOffer {
  doing: BulkDoing;
  notWith: readonly string[];
}

/** What is offered: nothing that is refused whatever is ticked. */
export function bulkOffers(actions: readonly Ticked[]): BulkOffer[] {
  return BULK_DOINGS.filter((doing) => actions.some(({ doings }) => doings.includes(doing))).map((doing) => ({
    doing,
    notWith: actions.filter(({ doings }) => !doings.includes(doing)).map(({ reference }) => reference),
  }));
}

/** Changes several actions alike: all of them, or none, with a reason for each that could not be. */
export async function moveSeveral(work: Work, ids: readonly string[], given: GivenMove): Promise<Bulk> {
  const refusals: BulkRefusal[] = [];
  for (const id of ids) {
    const action = await findForMove(work, id);
    if (!action) {
      refusals.push({ id, reference: null, because: 'There is no such action, or it is not shared with you.' });
      continue;
    }
    const because = await reasonAgainst(work, action, given);
    if (because !== null) refusals.push({ id, reference: action.reference, because });
  }
  if (refusals.length > 0) return { refusals };
  const moved: { id: string; changes: FieldChange[] }[] = [];
  for (const id of ids) {
    const moving = await moveAction(work, id, given);
    // What was checked a moment ago and is refused now undoes the whole transaction.
    if (!('moved' in moving))
      throw new PlainError('One of these was changed at the same moment. Nothing was done: look again.', {
        statusCode: 409,
      });
    moved.push({ id, changes: moving.moved.changes });
  }
  return { moved };
}

async function reasonAgainst(work: Work, action: ActionRecord, given: GivenMove): Promise<string | null> {
  try {
    const { problems } = await checkMove(work, action, given);
    return problems[0]?.message ?? null;
  } catch (error) {
    if (error instanceof PlainError && error.statusCode === 409) return error.message;
    throw error;
  }
}
