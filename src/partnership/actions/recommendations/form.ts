import { dateInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import { dateFieldValues } from '../../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { formText } from '../../../platform/web/form-text.ts';
import { type FieldVersion, twoVersionsShape } from '../../../platform/web/two-versions.ts';
import { checked, dayOf, dayShape, type Form, several, texts, ticked, typed } from '../form.ts';
import { type GivenRecommendation, RESPONSES, type Response, SOURCES, type SourceKind } from './recommendation.ts';

const SHAPE = {
  ...texts(['words', 'response-why'], 5000),
  ...texts(['source-words'], 300),
  // "practice-review:child-o" names a record of Kith; a kind alone is described in words.
  ...texts(['source', 'response'], 140),
  agencies: several(),
  ...dayShape('made'),
  ...dayShape('responded'),
};

/** The form for a new recommendation. `today` is asked when it is sent: no day in it may lie ahead. */
export function newRecommendationForm(today: () => PlainDate): Form {
  return checked(SHAPE, (values) => readRecommendation(values, today()).problems);
}

/** The form that changes one. */
export function changeRecommendationForm(today: () => PlainDate): Form {
  return checked({ ...SHAPE, ...texts(['why'], 1000), ...twoVersionsShape, do: formText(20) }, (values) => [
    ...readRecommendation(values, today()).problems,
    ...(typed(values, 'why') === ''
      ? [{ field: 'why', message: 'Enter why you are changing this recommendation' }]
      : []),
  ]);
}

/** What such a form says, and what is wrong with it. */
export function readRecommendation(
  values: TypedValues,
  today: PlainDate,
): { given: GivenRecommendation; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const words = typed(values, 'words');
  if (words === '') problems.push({ field: 'words', message: 'Enter what is recommended' });
  const [kind = '', id = ''] = typed(values, 'source').split(':', 2);
  if (!Object.hasOwn(SOURCES, kind)) problems.push({ field: 'source', message: 'Choose where it comes from' });
  const sourceWords = typed(values, 'source-words');
  if (sourceWords === '') problems.push({ field: 'source-words', message: 'Enter which one, and where in it' });
  const madeOn = dayOf(values, 'made', 'the day it was made', 'Enter the day on which it was made', problems);
  if (madeOn !== null && madeOn > today)
    problems.push({ field: 'made-day', message: 'The day it was made must not be ahead' });
  const agencies = ticked(values, 'agencies');
  if (agencies.length === 0) problems.push({ field: 'agencies', message: 'Choose at least one agency whose it is' });
  const response = typed(values, 'response');
  if (!Object.hasOwn(RESPONSES, response)) problems.push({ field: 'response', message: 'Choose what was answered' });
  const answered = response !== 'waiting';
  const respondedOn = dayOf(
    values,
    'responded',
    'the day of the answer',
    answered ? 'Enter the day of the answer' : null,
    problems,
  );
  if (respondedOn !== null && !answered)
    problems.push({ field: 'responded-day', message: 'Clear this day, or choose what was answered' });
  if (respondedOn !== null && respondedOn > today)
    problems.push({ field: 'responded-day', message: 'The day of the answer must not be ahead' });
  if (respondedOn !== null && madeOn !== null && respondedOn < madeOn) {
    const message = `The day of the answer must not be before it was made, on ${dateInWords(madeOn)}`;
    problems.push({ field: 'responded-day', message });
  }
  const why = typed(values, 'response-why');
  if (why === '' && (response === 'in-part' || response === 'not-accepted'))
    problems.push({ field: 'response-why', message: 'Enter why it is not, or not wholly, accepted' });
  return {
    given: {
      ...{ words, madeOn: madeOn ?? '', agencies },
      source: { kind: kind as SourceKind, id: id || null, words: sourceWords },
      ...{ response: response as Response, responseWhy: why || null, respondedOn },
    },
    problems,
  };
}

/** A recommendation as its form shows it. */
export function typedRecommendation(given: GivenRecommendation): TypedValues {
  const { kind, id, words } = given.source;
  return {
    words: given.words,
    ...{ source: id === null ? kind : `${kind}:${id}`, 'source-words': words },
    ...dateFieldValues('made', given.madeOn),
    agencies: given.agencies,
    ...{ response: given.response, 'response-why': given.responseWhy ?? '' },
    ...dateFieldValues('responded', given.respondedOn),
  };
}

/** What a recommendation holds, field by field, in words: for its history and for two versions of it. */
export function recommendationFields(
  given: GivenRecommendation,
  agencies: ReadonlyMap<string, string>,
): FieldVersion[] {
  return [
    { field: 'words', label: 'What is recommended', value: given.words.split('\n') },
    { field: 'source', label: 'Source', value: [`${SOURCES[given.source.kind]}: ${given.source.words}`] },
    { field: 'made', label: 'Made on', value: [dateInWords(given.madeOn)] },
    {
      field: 'agencies',
      label: 'Whose it is',
      value: given.agencies.toSorted().map((key) => agencies.get(key) ?? key),
    },
    { field: 'response', label: 'Answer', value: [RESPONSES[given.response]] },
    { field: 'response-why', label: 'Why', value: given.responseWhy === null ? [] : given.responseWhy.split('\n') },
    {
      field: 'responded',
      label: 'Answered on',
      value: given.respondedOn === null ? [] : [dateInWords(given.respondedOn)],
    },
  ];
}
