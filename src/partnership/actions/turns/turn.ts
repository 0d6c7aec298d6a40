import type { HeldRole } from '../../../platform/access/index.ts';
import { movesFrom } from '../../../platform/workflow/index.ts';
import type { ActionState } from '../action.ts';
import { type Holder, mayWithOthers, PART_NEEDS } from '../policy.ts';
import { ACTION_PROCESS, ACTION_WAITS, type ActionPart, type ActionTurn, type ActionWait } from '../process.ts';
import { partsOf } from '../rules.ts';

/** Somebody who is at work and holds roles that reach beyond their own actions. */
export interface Standing extends Holder {
  id: string;
  name: string;
}

/** What decides whose turn it is with an action. */
export interface TurnFacts {
  agency: string;
  ownerId: string;
  givenBy: string;
  doneBy: string | null;
}

/** What of an action waits now; null when it is over. `ownerLeft` is whether its owner's account has ended. */
export function waitOf(action: { state: ActionState; asked: boolean; ownerLeft: boolean }): ActionWait | null {
  const holds = { 'owner-left': action.ownerLeft, asked: action.asked };
  for (const [wait, { from, when }] of Object.entries(ACTION_WAITS))
    if (from === action.state && (when === null || holds[when])) return wait as ActionWait;
  return null;
}

/** Whether somebody is able to do what an action waits for, whoever's turn it is. */
export function isAble(wait: ActionWait, action: Omit<TurnFacts, 'givenBy'>, person: Standing): boolean {
  const { from, doing } = ACTION_WAITS[wait];
  const parts = partsOf(action, {
    id: person.id,
    changes: mayWithOthers(PART_NEEDS.steward, person, action.agency),
    reviews: mayWithOthers(PART_NEEDS.judge, person, action.agency),
  });
  return movesFrom(ACTION_PROCESS, from, parts).some((move) => doing.includes(move.doing));
}

/** For whom an action waits, of the people who are at work: those of the nearest turn in which somebody is able to do it. */
export function whoseTurn<Someone extends Standing>(
  wait: ActionWait,
  action: TurnFacts,
  people: readonly Someone[],
): Someone[] {
  const able = people.filter((person) => isAble(wait, action, person));
  for (const turn of ACTION_WAITS[wait].turns) {
    const theirs = able.filter((person) => isTurn(turn, action, person));
    if (theirs.length > 0) return theirs;
  }
  return [];
}

function isTurn(turn: ActionTurn, action: TurnFacts, person: Standing): boolean {
  if (isRole(turn)) return person.roles.includes(turn);
  return person.id === { owner: action.ownerId, giver: action.givenBy }[turn];
}

function isRole(turn: ActionTurn): turn is HeldRole {
  return turn !== 'owner' && turn !== 'giver';
}

/** Where one person's turn can come with the actions of one agency: the same rule, as the database is asked for it. */
export interface TurnLine {
  agency: string;
  /** Numbers of all who could do it with somebody else's action: whoever gave it stands first among them. */
  able: readonly string[];
  /**
   * Numbers of those whose turn comes before this person's. It is theirs where each of these is barred; null where it is
   * theirs only with what they gave themselves.
   */
  earlier: readonly string[] | null;
}

/** One thing that waits, with where it is somebody's turn. */
export interface Turn {
  wait: ActionWait;
  lines: readonly TurnLine[];
}

/** Parts that bar somebody from what an action waits for: nobody judges what they did. */
export function barredParts(wait: ActionWait): readonly ActionPart[] {
  const { from, doing } = ACTION_WAITS[wait];
  const moves = ACTION_PROCESS.moves.filter((move) => move.from.includes(from) && doing.includes(move.doing));
  return [...new Set(moves.flatMap(({ notBy }) => notBy ?? []))];
}

/** Where somebody's turn can come with what other people have, agency by agency; none for whoever is never asked. */
export function turnLines(
  wait: ActionWait,
  personId: string,
  people: readonly Standing[],
  agencies: readonly string[],
): TurnLine[] {
  const { turns } = ACTION_WAITS[wait];
  const place = ({ roles }: Standing) => turns.findIndex((turn) => isRole(turn) && roles.includes(turn));
  const most = barredParts(wait).length;
  return agencies.flatMap((agency) => {
    const able = people.filter((person) => isAble(wait, { agency, ownerId: '', doneBy: null }, person));
    const me = able.find(({ id }) => id === personId);
    if (!me) return [];
    const mine = place(me);
    const earlier = able.filter((one) => one !== me && place(one) >= 0 && place(one) < mine).map(({ id }) => id);
    const ids = able.map(({ id }) => id);
    return [{ agency, able: ids, earlier: mine < 0 || earlier.length > most ? null : earlier }];
  });
}
