import { dateInWords, daysBetween, type PlainDate } from '../../platform/clocks/index.ts';
import type { FieldVersion } from '../../platform/web/two-versions.ts';
import { type ActionRecord, type ActionState, type GivenAction, type ImpactTest, ORIGINS, SEEN_BY } from './action.ts';
import type { ActionPart } from './process.ts';

/** Whom the rules look at: an action's people. */
type People = Pick<ActionRecord, 'ownerId'> & { doneBy: string | null };

/**
 * The parts that somebody plays in an action. `changes` is whether the access table lets them change it beyond having it,
 * `reviews` whether it lets them judge it.
 */
export function partsOf(
  action: People,
  person: { id: string; changes: boolean; reviews: boolean },
): ReadonlySet<ActionPart> {
  const parts = new Set<ActionPart>();
  if (action.ownerId === person.id) parts.add('owner');
  if (person.changes) parts.add('steward');
  if (person.reviews) parts.add('judge');
  if (action.doneBy === person.id) parts.add('doer');
  return parts;
}

/** How urgent an item of the work list is. */
export type Timing = 'late' | 'today' | 'soon' | 'later' | 'over';

/** So many days before its date something counts as due soon. */
const SOON = 14;

/** How an action stands to its next date. `nextOn` is null when it is over. */
export function timingOf(nextOn: PlainDate | null, today: PlainDate): Timing {
  if (nextOn === null) return 'over';
  const left = daysBetween(today, nextOn);
  if (left < 0) return 'late';
  if (left === 0) return 'today';
  return left <= SOON ? 'soon' : 'later';
}

/** The next date in words: "Late by 12 days: due on 3 November 2026", "Effect looked at in 5 days, on …". */
export function timingInWords(state: ActionState, nextOn: PlainDate | null, today: PlainDate): string {
  if (nextOn === null) return 'Nothing more is due';
  const left = daysBetween(today, nextOn);
  const on = dateInWords(nextOn);
  const what = state === 'done' ? 'effect to be looked at' : 'due';
  if (left < 0) return `Late by ${days(-left)}: ${what} on ${on}`;
  if (left === 0) return `${capital(what)} today`;
  return `${capital(what)} in ${days(left)}, on ${on}`;
}

/** "1 day", "12 days". */
export function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

/** Something wrong with what was given, by the form's field. */
export interface Wrong {
  field: string;
  message: string;
}

/** What is wrong with the dates of an action that is given today, before the database is asked. */
export function datesWrong(given: Pick<GivenAction, 'dueOn' | 'expectedChange'>, today: PlainDate): Wrong[] {
  const wrong: Wrong[] = [];
  if (given.dueOn < today) {
    wrong.push({ field: 'due-day', message: 'The due date must not be in the past: choose today or a later day' });
  }
  const { expectedChange } = given;
  if (expectedChange && expectedChange.lookOn < given.dueOn) {
    wrong.push({
      field: 'look-day',
      message: 'The day to look at its effect must not be before the due date: nothing can have changed yet',
    });
  }
  return wrong;
}

/** An impact test in the words of a page. */
export function testInWords(test: ImpactTest): string {
  return `${SEEN_BY[test.seenBy]}: ${test.seenWords}`;
}

/** Names of what an action points at, for telling versions apart in words. */
export interface ActionNames {
  objectives: ReadonlyMap<string, string>;
  priorities: ReadonlyMap<string, string>;
  themes: ReadonlyMap<string, string>;
  recommendations: ReadonlyMap<string, string>;
}

/** What a form of an action holds, field by field, in words: for its history and for two versions of it. */
export function fieldsOf(
  given: Omit<GivenAction, 'ownerId' | 'dueOn' | 'followsId'>,
  names: ActionNames,
): FieldVersion[] {
  const { origin, expectedChange } = given;
  const named = (map: ReadonlyMap<string, string>, key: string) => map.get(key) ?? key;
  const lines = (text: string) => (text === '' ? [] : text.split('\n'));
  return [
    { field: 'title', label: 'What is to be done', value: lines(given.title) },
    { field: 'words', label: 'What it means', value: lines(given.words) },
    {
      field: 'origin',
      label: 'What it came from',
      value: origin ? [`${ORIGINS[origin.kind]}: ${origin.words}`] : [],
    },
    {
      field: 'recommendation',
      label: 'Recommendation',
      value: given.recommendationId === null ? [] : [named(names.recommendations, given.recommendationId)],
    },
    {
      field: 'objectives',
      label: 'Objectives',
      value: given.objectives.toSorted().map((key) => named(names.objectives, key)),
    },
    {
      field: 'priority',
      label: 'Priority',
      value: given.priority === null ? [] : [named(names.priorities, given.priority)],
    },
    {
      field: 'themes',
      label: 'Themes',
      value: (given.themes ?? []).toSorted().map((key) => named(names.themes, key)),
    },
    {
      field: 'test',
      label: 'Impact test',
      value: expectedChange
        ? [
            ...lines(expectedChange.change),
            testInWords(expectedChange),
            `Looked at on ${dateInWords(expectedChange.lookOn)}`,
          ]
        : [],
    },
  ];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
