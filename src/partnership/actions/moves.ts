import { z } from 'zod';
import type { Action } from '../../platform/access/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import { dateFieldNames } from '../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import { type ActionRecord, type ImpactTest, VERDICTS, type Verdict } from './action.ts';
import { checked, dayOf, dayShape, type Form, readTest, testShape, texts, typed } from './form.ts';
import type { ActionDoing } from './process.ts';

/** Forms by which an action moves on, as their addresses end. */
export type MoveName =
  | 'done'
  | 'look'
  | 'ask-for-time'
  | 'set-due'
  | 'keep-due'
  | 'hand-over'
  | 'not-needed'
  | 'look-later'
  | 'reopen';

/** What such a form says. */
export interface GivenMove {
  doing: ActionDoing;
  /** Reason, evidence, or what was found. */
  words: string;
  /** New due date, or new day to look. */
  day: PlainDate | null;
  /** Whom it is handed to, as typed. */
  owner: string;
  test: ImpactTest | null;
  verdict: Verdict | null;
}

/** One form: who may open it, what it asks. */
export interface MoveForm {
  /** What the access table must allow before the process is asked. */
  action: Action;
  /** Code and words for the ledger. */
  event: { code: string; says: string };
  heading: string;
  lede: string;
  /** The field of words. */
  words: { label: string; hint: string; missing: string };
  /** The date that is asked for; null for none. */
  day: { label: string; hint: string; called: string; missing: string } | null;
  button: string;
}

/** Every form by which an action moves on. */
export const MOVE_FORMS: Readonly<Record<MoveName, MoveForm>> = {
  done: {
    action: 'change',
    event: { code: 'action.done', says: 'Said with evidence that an action is done' },
    heading: 'Say that it is done',
    lede: 'Done is the first of two steps. On the day you see below somebody else looks whether it made a difference.',
    words: {
      label: 'What was done?',
      hint: 'The evidence: what happened, when, who took part, where it can be seen. Name no child.',
      missing: 'Enter what was done and where it can be seen: an action is not closed without evidence',
    },
    day: null,
    button: 'Say that it is done',
  },
  look: {
    action: 'review',
    event: { code: 'action.look', says: 'Judged whether an action made a difference' },
    heading: 'Look at its effect',
    lede: 'You are looking because you did not do it. “Cannot tell” is an honest answer.',
    words: {
      label: 'What did you find?',
      hint: 'The second evidence: the figure before and after, the answers in the audit, what people said.',
      missing: 'Enter what you found: a verdict needs evidence of its own',
    },
    day: null,
    button: 'Record what I found',
  },
  'ask-for-time': {
    action: 'change',
    event: { code: 'action.ask-for-time', says: 'Asked for more time for an action' },
    heading: 'Ask for more time',
    lede: 'The due date stands until somebody who looks after actions agrees.',
    words: {
      label: 'Why do you need more time?',
      hint: 'What is in the way, and what will be different.',
      missing: 'Enter why you need more time',
    },
    day: {
      ...{ label: 'By when can it be done?', hint: 'For example, 27 3 2027', called: 'the new date' },
      missing: 'Enter the day by which it can be done',
    },
    button: 'Ask for this date',
  },
  'set-due': {
    action: 'change',
    event: { code: 'action.set-due', says: 'Set a new due date for an action' },
    heading: 'Set a new due date',
    lede: 'The first date stays visible beside it.',
    words: { label: 'Why?', hint: 'Stands in the history beside your name.', missing: 'Enter why the date is moved' },
    day: {
      ...{ label: 'When is it due?', hint: 'For example, 27 3 2027', called: 'the new due date' },
      missing: 'Enter the new due date',
    },
    button: 'Set the due date',
  },
  'keep-due': {
    action: 'change',
    event: { code: 'action.keep-due', says: 'Kept the due date of an action' },
    heading: 'Keep the due date',
    lede: 'Its owner asked for more time. Say why the date stays, and what would help.',
    words: { label: 'Why does the date stay?', hint: 'The owner reads this.', missing: 'Enter why the date stays' },
    day: null,
    button: 'Keep the due date',
  },
  'hand-over': {
    action: 'change',
    event: { code: 'action.hand-over', says: 'Handed an action over' },
    heading: 'Hand it over',
    lede: 'The new owner is told. What was said so far stays with it.',
    words: {
      label: 'Why is it handed over?',
      hint: 'And what the new owner must know.',
      missing: 'Enter why it is handed over',
    },
    day: null,
    button: 'Hand it over',
  },
  'not-needed': {
    action: 'change',
    event: { code: 'action.not-needed', says: 'Said that an action is no longer needed' },
    heading: 'It is no longer needed',
    lede: 'It is not counted as done. The reason stands in the yearly account.',
    words: {
      label: 'Why is it no longer needed?',
      hint: 'What changed, or what takes its place.',
      missing: 'Enter why it is no longer needed',
    },
    day: null,
    button: 'Say that it is no longer needed',
  },
  'look-later': {
    action: 'change',
    event: { code: 'action.look-later', says: 'Moved the day on which an action’s effect is looked at' },
    heading: 'Look at its effect on another day',
    lede: 'For example because the audit that shows it was moved.',
    words: {
      label: 'Why on another day?',
      hint: 'Stands in the history beside your name.',
      missing: 'Enter why it is looked at on another day',
    },
    day: {
      ...{
        label: 'When is its effect looked at?',
        hint: 'For example, 27 3 2027',
        called: 'the day to look at its effect',
      },
      missing: 'Enter the day on which somebody looks at its effect',
    },
    button: 'Set the day',
  },
  reopen: {
    action: 'read',
    event: { code: 'action.reopen', says: 'Opened an action again' },
    heading: 'Open it again',
    lede: 'What was said about it stays in its history.',
    words: { label: 'Why is it open again?', hint: 'Its owner reads this.', missing: 'Enter why it is open again' },
    day: {
      ...{ label: 'When is it due?', hint: 'For example, 27 3 2027', called: 'the due date' },
      missing: 'Enter the day by which it is to be done',
    },
    button: 'Open it again',
  },
};

/** The names of all of them. */
export const MOVE_NAMES = Object.keys(MOVE_FORMS) as MoveName[];

/** The form of a move by its move in the process. */
export function formOfDoing(doing: ActionDoing): MoveName | null {
  if (doing === 'improved' || doing === 'not-improved') return 'look';
  if (doing === 'need-again') return 'reopen';
  return doing === 'follow-up' ? null : doing;
}

const TEXT = 5000;

/** What a move's form takes. What depends on the action, such as whether it has a test already, is read in the use case. */
export function moveForm(name: MoveName, today: () => PlainDate): Form {
  return checked(
    {
      ...texts(['words'], TEXT),
      version: formText(10),
      ...(MOVE_FORMS[name].day ? dayShape('day') : {}),
      ...(name === 'hand-over' ? texts(['owner'], 200) : {}),
      ...(name === 'done' ? testShape : {}),
      ...(name === 'look' ? { verdict: z.string().max(20).optional() } : {}),
    },
    (values) => readMove(name, values, today(), null).problems,
  );
}

/**
 * What a move's form says, and what is wrong with it. `action` is null while it is not read yet; then nothing is asked that
 * depends on it.
 */
export function readMove(
  name: MoveName,
  values: TypedValues,
  today: PlainDate,
  action: Pick<ActionRecord, 'test' | 'state'> | null,
): { given: GivenMove; problems: FormProblem[] } {
  const form = MOVE_FORMS[name];
  const problems: FormProblem[] = [];
  const owner = typed(values, 'owner');
  if (name === 'hand-over' && owner === '')
    problems.push({ field: 'owner', message: 'Enter the name or email address of who takes it over' });
  const verdict = typed(values, 'verdict');
  if (name === 'look' && !Object.hasOwn(VERDICTS, verdict))
    problems.push({ field: 'verdict', message: 'Choose what changed' });
  const day = form.day ? dayOf(values, 'day', form.day.called, form.day.missing, problems) : null;
  if (day !== null && form.day && day < today) {
    const message = `${form.day.called.charAt(0).toUpperCase()}${form.day.called.slice(1)} must not be in the past: choose today or a later day`;
    problems.push({ field: dateFieldNames('day')[0], message });
  }
  const words = typed(values, 'words');
  if (words === '') problems.push({ field: 'words', message: form.words.missing });
  const test = name === 'done' ? testOfDone(values, today, action, problems) : null;
  return {
    given: { doing: doingOf(name, verdict, action), words, day, owner, test, verdict: verdict as Verdict },
    problems,
  };
}

/** A test that the action has already stands, so that nobody makes it easier when it is done; only a day that is past is set anew. */
function testOfDone(
  values: TypedValues,
  today: PlainDate,
  action: Pick<ActionRecord, 'test'> | null,
  problems: FormProblem[],
): ImpactTest | null {
  const notBefore = { day: today, called: 'today' };
  const asks = testAsked(action, today);
  if (asks === 'all') return readTest(values, { needed: true, notBefore }, problems);
  if (asks === 'unknown' || !action?.test || asks === 'nothing') return null;
  const called = 'the day to look at its effect';
  const day = dayOf(values, 'look', called, 'Enter the day on which somebody looks at its effect', problems);
  if (day !== null && day < today)
    problems.push({ field: 'look-day', message: 'The day to look at its effect must not be in the past' });
  return { ...action.test, lookOn: day ?? '' };
}

/** What the form that says an action is done asks of its test: all of it, a new day, or nothing. */
export function testAsked(
  action: Pick<ActionRecord, 'test'> | null,
  today: PlainDate,
): 'all' | 'day' | 'nothing' | 'unknown' {
  if (action === null) return 'unknown';
  if (action.test === null) return 'all';
  return action.test.lookOn < today ? 'day' : 'nothing';
}

function doingOf(name: MoveName, verdict: string, action: Pick<ActionRecord, 'state'> | null): ActionDoing {
  if (name === 'look') return verdict === 'improved' ? 'improved' : 'not-improved';
  if (name === 'reopen') return action?.state === 'not-needed' ? 'need-again' : 'reopen';
  return name;
}
