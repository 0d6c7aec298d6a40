import type { HeldRole } from '../../platform/access/index.ts';
import type { Process } from '../../platform/workflow/index.ts';
import type { ActionState } from './action.ts';

/** What can be done with an action. */
export type ActionDoing =
  | 'done'
  | 'improved'
  | 'not-improved'
  | 'ask-for-time'
  | 'set-due'
  | 'keep-due'
  | 'hand-over'
  | 'not-needed'
  | 'look-later'
  | 'reopen'
  | 'need-again'
  | 'follow-up';

/** The parts that people play in an action. */
export type ActionPart = 'owner' | 'steward' | 'judge' | 'doer';

/**
 * How an action closes: in two steps, with two evidences by two people and a date between them. Product rule 6; inventory
 * rows 20, 26, 111 and 125.
 */
export const ACTION_PROCESS: Process<ActionState, ActionDoing, ActionPart> = {
  name: 'action',
  about:
    'Done is not yet made a difference (product rule 6): whoever has an action says with evidence what was done, and somebody else looks, on a day that was set, whether it changed anything. Inventory rows 20, 26, 111 and 125.',
  parts: {
    owner: 'the person who has it',
    steward: 'somebody who looks after the agency’s or the partnership’s actions',
    judge: 'somebody who may judge whether it helped',
    doer: 'the person who said that it was done',
  },
  states: {
    open: { label: 'To do', about: 'Somebody has it and does it by its date.' },
    done: {
      label: 'Done, effect not looked at yet',
      about: 'It was done. Whether it helped is looked at on a day that is set.',
    },
    'made-a-difference': {
      label: 'Made a difference',
      about: 'Somebody other than its owner looked, and what should change has improved.',
      over: true,
    },
    'looked-at': {
      label: 'Looked at, no improvement shown',
      about:
        'Somebody other than its owner looked: no change, worse, or it can’t be told. A further action may follow it.',
      over: true,
    },
    'not-needed': { label: 'No longer needed', about: 'It was not done, and the reason stands with it.', over: true },
  },
  first: 'open',
  moves: [
    {
      ...{ doing: 'done', from: ['open'], to: 'done', label: 'Say that it is done', by: ['owner', 'steward'] },
      needs: ['what was done, with evidence', 'an impact test, unless it has one'],
      says: 'The action is done. Whether it made a difference is looked at on the day you see below.',
    },
    {
      ...{ doing: 'ask-for-time', from: ['open'], to: 'open', label: 'Ask for more time', by: ['owner'] },
      ...{
        needs: ['a new date', 'why'],
        says: 'You have asked for a new date. The old one stands until somebody agrees.',
      },
    },
    {
      ...{
        doing: 'set-due',
        from: ['open'],
        to: 'open',
        label: 'Set a new due date',
        by: ['steward'],
        notBy: ['owner'],
      },
      ...{ needs: ['the new date', 'why'], says: 'The new due date stands. Its first date stays visible.' },
    },
    {
      ...{
        doing: 'keep-due',
        from: ['open'],
        to: 'open',
        label: 'Keep the due date',
        by: ['steward'],
        notBy: ['owner'],
      },
      ...{ needs: ['why'], says: 'The due date stays as it was, and its owner is told.' },
    },
    {
      ...{ doing: 'hand-over', from: ['open'], to: 'open', label: 'Hand it over', by: ['owner', 'steward'] },
      ...{ needs: ['to whom', 'why'], says: 'The action is handed over, and its new owner is told.' },
    },
    {
      ...{ doing: 'not-needed', from: ['open'], to: 'not-needed', label: 'Say that it is no longer needed' },
      ...{ by: ['steward'], notBy: ['owner'], needs: ['why'] },
      says: 'The action is no longer needed. The reason stands with it.',
    },
    {
      ...{ doing: 'improved', from: ['done'], to: 'made-a-difference', label: 'Say that it made a difference' },
      ...{ by: ['judge'], notBy: ['owner', 'doer'], needs: ['what was found'] },
      says: 'The action made a difference, and what shows it stands with it.',
    },
    {
      ...{ doing: 'not-improved', from: ['done'], to: 'looked-at', label: 'Say that no improvement is shown' },
      ...{ by: ['judge'], notBy: ['owner', 'doer'], needs: ['no change, worse or cannot tell', 'what was found'] },
      says: 'What you found is recorded. If something else should be tried, give an action that follows this one.',
    },
    {
      ...{ doing: 'look-later', from: ['done'], to: 'done', label: 'Look at it on another day' },
      ...{ by: ['steward'], notBy: ['owner'], needs: ['the day', 'why'] },
      says: 'Its effect is looked at on the new day.',
    },
    {
      ...{ doing: 'reopen', from: ['done'], to: 'open', label: 'Open it again' },
      ...{ by: ['owner', 'steward', 'judge'], needs: ['why it is not done after all', 'a due date'] },
      says: 'The action is open again. What was said about it stays in its history.',
    },
    {
      ...{ doing: 'need-again', from: ['not-needed'], to: 'open', label: 'Open it again' },
      ...{ by: ['steward'], needs: ['why it is needed after all', 'a due date'] },
      says: 'The action is open again. What was said about it stays in its history.',
    },
    {
      ...{ doing: 'follow-up', from: ['looked-at'], to: 'looked-at', label: 'Give an action that follows it' },
      ...{
        by: ['steward'],
        needs: ['the new action, which names this one'],
        says: 'An action that follows this one is given.',
      },
    },
  ],
};

/** What of an action waits for somebody. */
export type ActionWait = 'new-owner' | 'answer' | 'doing' | 'look';

/** Whose turn it can be: somebody of the action's own, or whoever holds a role. */
export type ActionTurn = 'owner' | 'giver' | HeldRole;

/** One thing that waits: for whom, and by which moves of the process it is done. */
export interface WaitWords {
  from: ActionState;
  /** What must hold of it besides its state. */
  when: 'owner-left' | 'asked' | null;
  /** Whoever may do one of these, with this action, is somebody for whom it can wait. */
  doing: readonly ActionDoing[];
  /** Whose turn it is among those: the first of these who is there. So it waits for few, and never for nobody. */
  turns: readonly ActionTurn[];
  /** What it is, for lists of what waits. */
  kind: string;
  /** What is to be done, before the action's title; null where that says it. */
  ask: string | null;
}

const STEWARDS: readonly ActionTurn[] = [
  'giver',
  'assurance-lead',
  'business-manager',
  'safeguarding-partner',
  'meeting-administrator',
];

/**
 * What of an action waits, the first that holds of it: lists, the home page, reminders and the action's own page read from
 * here for whom, and from the moves above who is able to do it at all.
 */
export const ACTION_WAITS: Readonly<Record<ActionWait, WaitWords>> = {
  'new-owner': {
    ...{ from: 'open', when: 'owner-left', doing: ['hand-over'], turns: STEWARDS },
    ...{ kind: 'Action whose owner has left', ask: 'Hand over' },
  },
  answer: {
    ...{ from: 'open', when: 'asked', doing: ['set-due', 'keep-due'], turns: STEWARDS },
    ...{ kind: 'Request for more time', ask: 'Answer the request for more time' },
  },
  doing: {
    ...{ from: 'open', when: null, doing: ['done'], turns: ['owner'] },
    ...{ kind: 'Action', ask: null },
  },
  look: {
    ...{ from: 'done', when: null, doing: ['improved', 'not-improved'] },
    turns: ['giver', 'assurance-lead', 'business-manager', 'safeguarding-partner', 'scrutineer'],
    ...{ kind: 'Effect of an action', ask: 'Look at the effect' },
  },
};

/** The state in words, for tags and lists. */
export function stateWords(state: ActionState): string {
  return ACTION_PROCESS.states[state].label;
}
