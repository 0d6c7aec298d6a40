import type { PlainDate } from '../../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, textOf } from '../../platform/web/checked-form.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import type { GivenUnknown } from '../unknowns/service.ts';
import type { GivenWords } from './service.ts';

const LONG = 20_000;

/** The fields of a text that several people write. */
export const WORDS = { words: formText(LONG), 'based-on': formText(9), settles: formText(500) };

/** The form of one item's minutes. */
export const wordsForm: Form = checkedForm(WORDS, (values) => readWords(values).problems);

/** What that form says. */
export function readWords(values: TypedValues): { given: GivenWords; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const basedOn = textOf(values, 'based-on');
  const settles = textOf(values, 'settles');
  if (!/^\d{1,9}$/.test(basedOn) || !/^(\d{1,9}( \d{1,9})*)?$/.test(settles)) {
    problems.push({ field: 'words', message: 'Open the page again: it does not say which version you began with' });
  }
  const words = (typedText(values, 'words') ?? '').replaceAll('\r\n', '\n').trim();
  const given = { words, basedOn: Number(basedOn), settles: settles === '' ? [] : settles.split(' ').map(Number) };
  return { given, problems };
}

/** The form of what is not known. */
export const unknownForm: Form = checkedForm(
  { what: formText(1000), 'who-knows': formText(300), asks: formText(300), ...dayShape('by') },
  (values) => readUnknown(values).problems,
);

/** What that form says. */
export function readUnknown(values: TypedValues): { given: GivenUnknown; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const need = (name: string, message: string) => {
    const text = textOf(values, name);
    if (text === '') problems.push({ field: name, message });
    return text;
  };
  const what = need('what', 'Enter what is not known');
  const whoKnows = need('who-knows', 'Enter who would know');
  const asks = need('asks', 'Enter who asks them');
  const by = dayOf(values, 'by', 'the day by which they are asked', problems, 'Enter by when they are asked');
  return { given: { what, whoKnows, asks, by: by ?? '' }, problems };
}

/** The form that answers what was not known. */
export const answerForm: Form = checkedForm({ answer: formText(2000) }, (values) =>
  textOf(values, 'answer') === '' ? [{ field: 'answer', message: 'Enter the answer' }] : [],
);

/** The form that gives an action. */
export const actionForm: Form = checkedForm(
  { item: formText(36), title: formText(300), taker: formText(36), ...dayShape('due') },
  (values) => readAction(values).problems,
);

/** What that form says. */
export function readAction(values: TypedValues): {
  given: { title: string; takerId: string; dueOn: PlainDate };
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const title = textOf(values, 'title').replaceAll(/\s+/g, ' ');
  if (title === '') problems.push({ field: 'title', message: 'Enter what is to be done' });
  const takerId = textOf(values, 'taker');
  if (!/^[0-9a-f-]{36}$/.test(takerId)) problems.push({ field: 'taker', message: 'Choose who does it' });
  const due = dayOf(values, 'due', 'the day by which it is done', problems, 'Enter by when it is done');
  return { given: { title, takerId, dueOn: due ?? '' }, problems };
}
