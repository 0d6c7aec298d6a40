import { decideKind, demandKind, Refused, reaches, type Work } from '../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { demandMove, type Move, movesFrom } from '../../platform/workflow/index.ts';
import type { ActionRecord, ActionState } from './action.ts';
import { scheduleChase } from './chasing/schedule.ts';
import { mayHave, ownerWrong } from './give.ts';
import type { GivenMove } from './moves.ts';
import { ACTION, PART_NEEDS } from './policy.ts';
import { ACTION_PROCESS, type ActionDoing, type ActionPart, type ActionWait } from './process.ts';
import { type ActionRow, findAction, findPeople, insertStep, type PossibleOwner, updateAction } from './repository.ts';
import { partsOf } from './rules.ts';
import { tellOfMove } from './tell.ts';
import { listStanding } from './turns/repository.ts';
import { waitOf, whoseTurn } from './turns/turn.ts';

/** An action as its page shows it to one person. */
export interface ActionView {
  action: ActionRecord;
  today: PlainDate;
  /** What the person may do with it where it stands. */
  moves: readonly Move<ActionState, ActionDoing, ActionPart>[];
  may: {
    /** Change its words, objectives and test while it is open. */
    change: boolean;
    publish: boolean;
    give: boolean;
  };
  /** Its owner's account has ended. */
  ownerHasLeft: boolean;
  /** What of it waits now: for the person who acts, and for whom else by name; null when it is over. */
  waits: { wait: ActionWait; forMe: boolean; others: readonly string[] } | null;
}

/** One action, for somebody who may read it. Throws Refused otherwise, and where there is none. */
export async function readAction(work: Work, id: string): Promise<ActionView> {
  const action = await getAction(work, id);
  return viewOf(work, action);
}

async function getAction(work: Work, id: string): Promise<ActionRecord> {
  demandKind(work, 'read', ACTION);
  const action = await findAction(work.trx, id);
  if (!action) throw new Refused({ because: 'no-record', action: 'read', kind: ACTION, recordId: id });
  // Whoever handed it over sees what becomes of it, and what is published is for everybody.
  if (!reaches(work, 'read', ACTION, action) && action.passedOnBy !== work.actor.id && !action.published)
    throw new Refused({ because: 'out-of-scope', action: 'read', kind: ACTION, recordId: id });
  return action;
}

async function viewOf(work: Work, action: ActionRecord): Promise<ActionView> {
  const today = londonDate(work.now);
  const parts = myParts(work, action);
  const ownerHasLeft = action.ownerLeftOn !== null && action.ownerLeftOn < today;
  return {
    ...{ action, today },
    moves: movesFrom(ACTION_PROCESS, action.state, parts).filter(
      ({ doing }) => doing !== 'keep-due' || action.asked !== null,
    ),
    may: {
      change: action.state === 'open' && parts.has('steward'),
      publish: reaches(work, 'share', ACTION, action),
      give: decideKind(work.access, work.actor, work.purpose, 'create', ACTION).may,
    },
    ownerHasLeft,
    waits: await waitsNow(work, action, ownerHasLeft),
  };
}

async function waitsNow(
  { trx, actor, now }: Work,
  action: ActionRecord,
  ownerLeft: boolean,
): Promise<ActionView['waits']> {
  const wait = waitOf({ state: action.state, asked: action.asked !== null, ownerLeft });
  if (wait === null) return null;
  const owner = { id: action.ownerId, name: action.ownerName };
  const facts = { ...action, doneBy: action.done?.by ?? null };
  const turn = wait === 'doing' ? [owner] : whoseTurn(wait, facts, await listStanding(trx, londonDate(now)));
  const others = turn.filter(({ id }) => id !== actor.id);
  return { wait, forMe: others.length < turn.length, others: others.map(({ name }) => name) };
}

/** The parts that the person plays in an action. */
export function myParts(
  work: Work,
  action: { agency: string; ownerId: string; done: { by: string } | null },
): ReadonlySet<ActionPart> {
  const { actor } = work;
  // Somebody else's action that they could change: whoever only has their own reach is no steward of it.
  const asAnothers = { agency: action.agency, ownerId: NOBODY };
  return partsOf(
    { ownerId: action.ownerId, doneBy: action.done?.by ?? null },
    {
      id: actor.id,
      changes: reaches(work, PART_NEEDS.steward, ACTION, asAnothers),
      reviews: reaches(work, PART_NEEDS.judge, ACTION, asAnothers),
    },
  );
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What became of a move. */
export type Moving =
  | { moved: { says: string; changes: FieldChange[]; state: ActionState } }
  | { problems: FormProblem[]; view: ActionView };

/**
 * Moves an action on, with a step in its history, new reminders and a word to whom it concerns. Throws PlainError (409) where
 * the process does not allow it any more, or somebody else changed it at the same moment.
 */
export async function moveAction(work: Work, id: string, given: GivenMove): Promise<Moving> {
  const view = await readAction(work, id);
  const { action, today } = view;
  const { move, owner, problems } = await checkMove(work, action, given);
  if (problems.length > 0) return { problems, view };
  const columns = { state: move.to, ...columnsOf(given, { today, by: work.actor.id, owner }) };
  if (!(await updateAction(work.trx, { id, version: action.version, now: work.now }, columns)))
    throw new PlainError('Somebody else changed this action at the same moment. Open it again and look first.', {
      statusCode: 409,
    });
  const moved = stepOf(given, action, owner);
  await insertStep(work.trx, { actionId: id, doing: given.doing, byId: work.actor.id, at: work.now, ...moved });
  await scheduleChase(work.trx, id, work.now);
  await tellOfMove(work, action, given, owner);
  return { moved: { says: move.says, changes: changesOf(action, columns, owner), state: move.to } };
}

/** An action that somebody may read, for moving it on; nothing where there is none that they see. */
export async function findForMove(work: Work, id: string): Promise<ActionRecord | null> {
  try {
    return await getAction(work, id);
  } catch (error) {
    if (error instanceof Refused && error.recordId !== null) return null;
    throw error;
  }
}

/**
 * What a move would do and what is wrong with what was given for it. Throws PlainError (409) where the process does not allow
 * it to this person where the action stands.
 */
export async function checkMove(
  work: Work,
  action: ActionRecord,
  given: GivenMove,
): Promise<{ move: Move<ActionState, ActionDoing, ActionPart>; owner: PossibleOwner | null; problems: FormProblem[] }> {
  const move = demandMove(ACTION_PROCESS, action.state, given.doing, myParts(work, action));
  const problems: FormProblem[] = [];
  const owner = given.doing === 'hand-over' ? await newOwner(work, given.owner, action, problems) : null;
  if (given.doing === 'done' && given.test === null && action.test === null)
    problems.push({ field: 'change', message: 'Enter what should be different afterwards' });
  if (given.doing === 'keep-due' && action.asked === null)
    throw new PlainError('Nobody is waiting for a new due date any more. Open it again to see what can be done.', {
      statusCode: 409,
    });
  return { move, owner, problems };
}

async function newOwner(
  work: Work,
  typed: string,
  action: ActionRecord,
  problems: FormProblem[],
): Promise<PossibleOwner | null> {
  const found = await chooseOwner(work.trx, typed, londonDate(work.now));
  if ('problem' in found) {
    problems.push(found.problem);
    return null;
  }
  if (found.person.id === action.ownerId) {
    problems.push({ field: 'owner', message: `${found.person.name} has it already: choose somebody else` });
    return null;
  }
  const within = reaches(work, 'change', ACTION, { agency: found.person.agency, ownerId: NOBODY });
  if (!within && found.person.agency !== action.agency) {
    const message = `${found.person.name} works for another agency: ask the business manager to hand it over to them`;
    problems.push({ field: 'owner', message });
    return null;
  }
  return found.person;
}

/** Who is to have an action by the name or address that was typed: somebody whose role lets them do it. */
export async function chooseOwner(
  trx: Work['trx'],
  typed: string,
  today: PlainDate,
): Promise<{ person: PossibleOwner } | { problem: FormProblem }> {
  const found = await choosePerson(trx, typed, today, mayHave);
  if ('problem' in found) return found;
  const [wrong] = ownerWrong(found.person, today);
  return wrong ? { problem: wrong } : found;
}

/**
 * Whom somebody means who typed a name or address, among the people who work with Kith today. Where several fit, those are
 * named to choose from who are `offered`.
 */
export async function choosePerson(
  trx: Work['trx'],
  typed: string,
  today: PlainDate,
  offered: (person: PossibleOwner) => boolean = () => true,
): Promise<{ person: PossibleOwner } | { problem: FormProblem }> {
  const found = await findPeople(trx, typed, today);
  const [only] = found;
  if (!only) return { problem: ownerWrong(undefined, today)[0] as FormProblem };
  if (found.length === 1) return { person: only };
  const named = found.some(offered) ? found.filter(offered) : found;
  const names = named.slice(0, 5).map(({ name }) => name);
  const message = `Several people fit (${names.join(', ')}): enter the whole name, or the email address`;
  return { problem: { field: 'owner', message } };
}

function columnsOf(
  { doing, words, day, test, verdict }: GivenMove,
  { today, by, owner }: { today: PlainDate; by: string; owner: PossibleOwner | null },
): Partial<ActionRow> {
  const nothingAsked = { asked_due_on: null, asked_due_why: null };
  switch (doing) {
    case 'done':
      return {
        ...{ evidence: words, done_on: today, done_by: by },
        ...nothingAsked,
        ...(test === null
          ? {}
          : {
              ...{ test_change: test.change, test_seen_by: test.seenBy },
              ...{ test_seen_words: test.seenWords, look_on: test.lookOn },
            }),
      };
    case 'improved':
    case 'not-improved':
      return { verdict, found: words, looked_on: today, looked_by: by };
    case 'ask-for-time':
      return { asked_due_on: day, asked_due_why: words };
    case 'set-due':
      return { ...(day === null ? {} : { due_on: day }), ...nothingAsked };
    case 'keep-due':
      return nothingAsked;
    case 'hand-over':
      return owner ? { owner_id: owner.id, agency: owner.agency, passed_on_by: by, ...nothingAsked } : {};
    case 'not-needed':
      return { ended_on: today, ended_why: words, ...nothingAsked };
    case 'look-later':
      return { look_on: day };
    case 'reopen':
    case 'need-again':
      return {
        ...{ evidence: null, done_on: null, done_by: null, ended_on: null, ended_why: null },
        ...(day === null ? {} : { due_on: day }),
      };
    case 'follow-up':
      return {};
  }
}

function stepOf({ doing, words, day, verdict }: GivenMove, action: ActionRecord, owner: PossibleOwner | null) {
  const due = ['set-due', 'ask-for-time', 'reopen', 'need-again'].includes(doing);
  return {
    words,
    verdict: doing === 'improved' || doing === 'not-improved' ? verdict : null,
    dueFrom: due ? action.dueOn : doing === 'look-later' ? (action.test?.lookOn ?? null) : null,
    dueTo: due || doing === 'look-later' ? day : null,
    ownerFrom: owner ? action.ownerId : null,
    ownerTo: owner?.id ?? null,
  };
}

/** What a move changed, by the names under which the action's pages call it. */
function changesOf(action: ActionRecord, columns: Partial<ActionRow>, owner: PossibleOwner | null): FieldChange[] {
  const before: Record<string, unknown> = {
    ...{ state: action.state, due_on: action.dueOn, look_on: action.test?.lookOn ?? null, agency: action.agency },
    ...{
      owner_id: action.ownerName,
      asked_due_on: action.asked?.dueOn ?? null,
      evidence: action.done?.evidence ?? null,
    },
    ...{
      verdict: action.look?.verdict ?? null,
      found: action.look?.found ?? null,
      ended_why: action.ended?.why ?? null,
    },
    ...{ test_change: action.test?.change ?? null, test_seen_words: action.test?.seenWords ?? null },
  };
  const after: Record<string, unknown> = { ...columns, ...(owner ? { owner_id: owner.name } : {}) };
  return Object.keys(before)
    .filter((field) => field in after && after[field] !== before[field])
    .map((field) => ({ kind: ACTION, recordId: action.id, field, before: before[field], after: after[field] }));
}
