import { z } from 'zod';
import { dateInWords, type PlainDate } from '../../platform/clocks/index.ts';
import { dateFieldNames, dateFieldValues, readDay } from '../../platform/web/date-fields.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import { twoVersionsShape } from '../../platform/web/two-versions.ts';
import { type GivenAction, type ImpactTest, ORIGINS, type OriginKind, SEEN_BY, type SeenBy } from './action.ts';

/** The most characters of one line, and of a text. */
const LINE = 200;
const TEXT = 5000;

type Shape = Record<string, z.ZodType>;

/** A form whose values are read by the function beside it. */
export type Form = z.ZodType<TypedValues>;

/** What was typed into one field, trimmed; empty where nothing was. */
export function typed(values: TypedValues, name: string): string {
  return (typedText(values, name) ?? '').trim().replaceAll('\r\n', '\n');
}

/** What was ticked among several. */
export function ticked(values: TypedValues, name: string): string[] {
  return [...new Set([values[name] ?? []].flat().filter((one) => one !== ''))];
}

/** Fields of text, each with so many characters at most. */
export function texts(names: readonly string[], most: number): Shape {
  return Object.fromEntries(names.map((name) => [name, formText(most)]));
}

/** The three fields of a date. */
export function dayShape(name: string): Shape {
  return texts(dateFieldNames(name), 20);
}

/** Several of a list. */
export function several(): z.ZodType {
  return z.union([formText(100), z.array(z.string().max(100)).max(60)], 'Choose from the list').optional();
}

/** A strict form with what is wrong with it at its fields. */
export function checked(shape: Shape, problems: (values: TypedValues) => readonly FormProblem[]): Form {
  return z.strictObject(shape).superRefine((values, context) => {
    for (const { field, message } of problems(values as TypedValues))
      context.addIssue({ code: 'custom', path: [field], message });
  }) as unknown as Form;
}

/** The day that was typed; what is wrong with it, or that it is missing, is added to the problems. */
export function dayOf(
  values: TypedValues,
  name: string,
  called: string,
  missing: string | null,
  problems: FormProblem[],
): PlainDate | null {
  const read = readDay(values, name, called);
  if (typeof read === 'string') return read;
  if (read !== null) problems.push(read);
  else if (missing !== null) problems.push({ field: `${name}-day`, message: missing });
  return null;
}

const TEST_SHAPE: Shape = {
  ...texts(['change'], TEXT),
  ...texts(['seen-words'], 1000),
  ...texts(['seen-by'], 40),
  ...dayShape('look'),
};

/** The fields of an impact test, for forms that ask for one. */
export const testShape = TEST_SHAPE;

/** The impact test of a form. `needed`: it must be there; else none of its fields may be filled, or all. */
export function readTest(
  values: TypedValues,
  { needed, notBefore }: { needed: boolean; notBefore: { day: PlainDate; called: string } | null },
  problems: FormProblem[],
): ImpactTest | null {
  const empty = ['change', 'seen-by', 'seen-words', ...dateFieldNames('look')].every(
    (name) => typed(values, name) === '',
  );
  if (empty && !needed) return null;
  const change = typed(values, 'change');
  const seenBy = typed(values, 'seen-by');
  const seenWords = typed(values, 'seen-words');
  if (change === '') problems.push({ field: 'change', message: 'Enter what should be different afterwards' });
  if (!Object.hasOwn(SEEN_BY, seenBy)) problems.push({ field: 'seen-by', message: 'Choose how it will be seen' });
  if (seenWords === '')
    problems.push({ field: 'seen-words', message: 'Enter which figure, which question or whose feedback' });
  const lookOn = dayOf(
    values,
    'look',
    'the day to look at its effect',
    'Enter the day on which somebody looks at its effect',
    problems,
  );
  if (lookOn !== null && notBefore !== null && lookOn < notBefore.day) {
    const message = `The day to look at its effect must not be before ${notBefore.called}, ${dateInWords(notBefore.day)}`;
    problems.push({ field: 'look-day', message });
  }
  return { change, seenBy: seenBy as SeenBy, seenWords, lookOn: lookOn ?? '' };
}

/** The fields of an impact test as a form shows it. */
export function typedTest(test: ImpactTest | null): TypedValues {
  if (test === null) return {};
  return {
    ...{ change: test.change, 'seen-by': test.seenBy, 'seen-words': test.seenWords },
    ...dateFieldValues('look', test.lookOn),
  };
}

const CONTENT: Shape = {
  ...texts(['title', 'origin-words'], LINE),
  ...texts(['words'], TEXT),
  ...texts(['origin', 'recommendation', 'priority'], 100),
  ...texts(['origin-id'], LINE),
  objectives: several(),
  themes: several(),
  ...TEST_SHAPE,
};

/** A number or key of a record of Kith. */
const RECORD = /^[\w-]{1,100}$/;

/** What the form of an action says, before people and references are looked up. */
export type TypedAction = Omit<GivenAction, 'ownerId' | 'dueOn' | 'recommendationId' | 'followsId'> & {
  /** A reference such as REC-2026-0001; null for none. */
  recommendation: string | null;
};

/** What stands in an action's form but for whom it is given to and when it is due. */
export function readContent(
  values: TypedValues,
  notBefore: { day: PlainDate; called: string } | null,
): { given: TypedAction; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const title = typed(values, 'title').replaceAll(/\s+/g, ' ');
  if (title === '') problems.push({ field: 'title', message: 'Enter what is to be done, in one line' });
  const words = typed(values, 'words');
  if (words === '') problems.push({ field: 'words', message: 'Enter what it means for whoever has it' });
  const origin = typed(values, 'origin');
  const originWords = typed(values, 'origin-words');
  if (origin !== '' && !Object.hasOwn(ORIGINS, origin))
    problems.push({ field: 'origin', message: 'Choose what it came from, from the list' });
  if (origin !== '' && originWords === '')
    problems.push({ field: 'origin-words', message: 'Enter which one it came from' });
  if (origin === '' && originWords !== '') problems.push({ field: 'origin', message: 'Choose what it came from' });
  const originId = typed(values, 'origin-id');
  if (originId !== '' && !RECORD.test(originId))
    problems.push({ field: 'origin', message: 'Go back to the record it came from and begin from there again' });
  const test = readTest(values, { needed: false, notBefore }, problems);
  return {
    given: {
      ...{ title, words },
      origin: origin === '' ? null : { kind: origin as OriginKind, id: originId || null, words: originWords },
      recommendation: typed(values, 'recommendation').toUpperCase() || null,
      objectives: ticked(values, 'objectives'),
      priority: typed(values, 'priority') || null,
      themes: ticked(values, 'themes'),
      expectedChange: test,
    },
    problems,
  };
}

/** The form that gives an action. `today` is asked when it is sent. */
export function newForm(today: () => PlainDate): Form {
  return checked(
    { ...CONTENT, ...texts(['owner'], LINE), ...texts(['follows'], 40), ...dayShape('due') },
    (values) => readNew(values, today()).problems,
  );
}

/** What that form says. */
export function readNew(
  values: TypedValues,
  today: PlainDate,
): { given: TypedAction & { owner: string; dueOn: PlainDate; follows: string | null }; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const owner = typed(values, 'owner');
  if (owner === '') problems.push({ field: 'owner', message: 'Enter the name or email address of who does it' });
  const dueOn = dayOf(values, 'due', 'the due date', 'Enter the day by which it is to be done', problems);
  if (dueOn !== null && dueOn < today)
    problems.push({ field: 'due-day', message: 'The due date must not be in the past: choose today or a later day' });
  const follows = typed(values, 'follows');
  if (follows !== '' && !z.uuid().safeParse(follows).success)
    problems.push({
      field: 'title',
      message: 'Go back to the action that this one follows and begin from there again',
    });
  const content = readContent(values, dueOn === null ? null : { day: dueOn, called: 'the due date' });
  return {
    given: {
      ...content.given,
      ...{ owner, dueOn: dueOn ?? '', follows: follows || null },
    },
    problems: [...problems, ...content.problems],
  };
}

/** The form that changes what an action says. */
export const changeForm: Form = checked(
  { ...CONTENT, ...texts(['why'], 1000), ...twoVersionsShape, do: formText(20) },
  (values) => [
    ...readContent(values, null).problems,
    ...(typed(values, 'why') === '' ? [{ field: 'why', message: 'Enter why you are changing this action' }] : []),
  ],
);

/** An action's words as its form shows them. */
export function typedOf(
  given: Omit<GivenAction, 'ownerId' | 'dueOn' | 'recommendationId'> & { recommendation: string | null },
): TypedValues {
  return {
    ...{ title: given.title, words: given.words },
    ...{
      origin: given.origin?.kind ?? '',
      'origin-words': given.origin?.words ?? '',
      'origin-id': given.origin?.id ?? '',
    },
    ...{ recommendation: given.recommendation ?? '', objectives: given.objectives, priority: given.priority ?? '' },
    themes: given.themes ?? [],
    ...typedTest(given.expectedChange),
  };
}
