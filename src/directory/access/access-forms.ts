import { z } from 'zod';
import type { PlainDate } from '../../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, textOf } from '../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import type { AskAnswer } from './answering.ts';
import type { EmergencyVerdict } from './emergency-repository.ts';

/** So many characters may a reason have. */
const REASON = 1000;
const because = { because: formText(REASON) };

function needs(values: TypedValues, field: string, message: string): FormProblem[] {
  return textOf(values, field) === '' ? [{ field, message }] : [];
}

/** The form that lets somebody in. */
export const letInForm: Form = checkedForm(
  { who: formText(200), person: formText(40), ...dayShape('until'), named: formText(3), ...because },
  (values) => readLetIn(values).problems,
);

/** What that form says. */
export function readLetIn(values: TypedValues): {
  given: { until: PlainDate | null; named: boolean; because: string };
  problems: FormProblem[];
} {
  const problems = needs(values, 'who', 'Enter the person’s name or email address');
  const until = dayOf(values, 'until', 'the last day', problems, 'Enter the last day on which they need it');
  problems.push(...needs(values, 'because', 'Enter why they need this record'));
  return { given: { until, named: textOf(values, 'named') === 'yes', because: textOf(values, 'because') }, problems };
}

/** The form that ends what lets somebody in. */
export const endForm: Form = checkedForm({ person: formText(40), ...because }, (values) => [
  ...needs(values, 'person', 'Choose whose access ends'),
  ...needs(values, 'because', 'Enter why their access ends'),
]);

/** The form that keeps a record from somebody. */
export const keepFromForm: Form = checkedForm(
  { agency: formText(100), who: formText(200), person: formText(40), ...because },
  (values) => [
    ...(textOf(values, 'agency') === '' ? needs(values, 'who', 'Choose an agency or enter a person') : []),
    ...(textOf(values, 'agency') !== '' && textOf(values, 'who') !== ''
      ? [{ field: 'who', message: 'Choose an agency or enter a person, not both' }]
      : []),
    ...needs(values, 'because', 'Enter why they must not receive it'),
  ],
);

/** The form that lets somebody receive a record again. */
export const liftForm: Form = checkedForm({ barring: formText(40), ...because }, (values) => [
  ...needs(values, 'barring', 'Choose who may receive it again'),
  ...needs(values, 'because', 'Enter why they may receive it again'),
]);

/** The form that seals a record or opens it again. */
export const sealForm: Form = checkedForm({ sealed: formText(3), ...because }, (values) => [
  ...(['yes', 'no'].includes(textOf(values, 'sealed'))
    ? []
    : [{ field: 'sealed', message: 'Choose whether the record is sealed' }]),
  ...needs(values, 'because', 'Enter why'),
]);

/** The form that answers a request for access. */
export const answerForm: Form = checkedForm(
  { ask: formText(40), answer: formText(10), ...dayShape('until'), words: formText(REASON) },
  (values) => readAnswer(values).problems,
);

/** What that form says; where something is wrong `given` is not to be used. */
export function readAnswer(values: TypedValues): { given: AskAnswer; problems: FormProblem[] } {
  const problems = needs(values, 'ask', 'Choose which request you answer');
  const answer = textOf(values, 'answer');
  const words = textOf(values, 'words');
  let given: AskAnswer = { answer: answer === 'silent' ? 'silent' : 'no', words };
  if (!['yes', 'no', 'silent'].includes(answer)) problems.push({ field: 'answer', message: 'Choose your answer' });
  if (answer === 'yes') {
    const until = dayOf(values, 'until', 'the last day', problems, 'Enter the last day on which they need it');
    given = { answer, until, words };
  }
  problems.push(...needs(values, 'words', 'Enter why you decide like this'));
  return { given, problems };
}

/** The number of the record from whose address somebody came; null where they type a reference. */
export function recordNumber(values: TypedValues): string | null {
  return numberIn(values, 'record');
}

/** The opening that a form judges, by its number; null for a text that is none. */
export function openingNumber(values: TypedValues): string | null {
  return numberIn(values, 'opening');
}

function numberIn(values: TypedValues, field: string): string | null {
  return z.uuid().safeParse(textOf(values, field)).data ?? null;
}

/** The form by which somebody asks for access. `record` is set where they came from an address. */
export const askForm: Form = checkedForm(
  { record: formText(40), reference: formText(60), reason: formText(REASON) },
  (values) => [
    ...(recordNumber(values) === null ? needs(values, 'reference', 'Enter the record’s reference') : []),
    ...needs(values, 'reason', 'Enter what you need the record for'),
  ],
);

/** The shortest reason for an opening in an emergency; the database holds the same. */
const SHORTEST = 10;

/** The form that opens a record in an emergency. */
export const emergencyForm: Form = checkedForm(
  { record: formText(40), reference: formText(60), reason: formText(REASON) },
  (values) => [
    ...(recordNumber(values) === null ? needs(values, 'reference', 'Enter the record’s reference') : []),
    ...(textOf(values, 'reason').length < SHORTEST
      ? [{ field: 'reason', message: `Enter what the emergency is, in ${SHORTEST} characters or more` }]
      : []),
  ],
);

/** The form that judges an opening. */
export const judgeForm: Form = checkedForm(
  { opening: formText(40), verdict: formText(10), words: formText(REASON) },
  (values) => [
    ...needs(values, 'opening', 'Choose which opening you judge'),
    ...(isVerdict(textOf(values, 'verdict')) ? [] : [{ field: 'verdict', message: 'Choose whether it was right' }]),
    ...(textOf(values, 'verdict') === 'not-right' ? needs(values, 'words', 'Enter what was not right') : []),
  ],
);

/** Whether a text is a verdict. */
export function isVerdict(text: string): text is EmergencyVerdict {
  return text === 'right' || text === 'not-right';
}
