import { checkedForm, type Form, textOf } from '../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import type { GivenDecision } from './service.ts';

/** The most agencies that can dissent in one form. */
export const MOST_DISSENT = 20;
const LINES = Array.from({ length: MOST_DISSENT }, (_, at) => at + 1);
const isNumber = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The form that records a decision. */
export const decisionForm: Form = checkedForm(
  {
    ...{ item: formText(36), decision: formText(4000), reasons: formText(4000), objective: formText(200) },
    ...Object.fromEntries(
      LINES.flatMap((line) => [
        [`agency-${line}`, formText(100)],
        [`dissent-${line}`, formText(2000)],
      ]),
    ),
  },
  (values) => readDecision(values).problems,
);

/** What that form says. */
export function readDecision(values: TypedValues): { given: GivenDecision; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const words = textOf(values, 'decision').replaceAll('\r\n', '\n');
  if (words === '') problems.push({ field: 'decision', message: 'Enter what was decided' });
  const reasons = textOf(values, 'reasons').replaceAll('\r\n', '\n');
  if (reasons === '')
    problems.push({
      field: 'reasons',
      message: 'Enter the reasons, in a sentence that a parent or an inspector would follow',
    });
  const item = textOf(values, 'item');
  const dissent = LINES.flatMap((line) => {
    const agency = textOf(values, `agency-${line}`);
    const said = textOf(values, `dissent-${line}`);
    return agency === '' || said === '' ? [] : [{ agency, words: said }];
  });
  const given = {
    itemId: isNumber(item) ? item : null,
    words,
    reasons,
    dissent,
    objective: textOf(values, 'objective') || null,
  };
  return { given, problems };
}

/** The form that confirms, at a later meeting, a decision which was taken without a quorum. */
export const confirmForm: Form = checkedForm(
  { meeting: formText(36), words: formText(1000) },
  (values) => readConfirm(values).problems,
);

/** What that form says. */
export function readConfirm(values: TypedValues): { meetingId: string; words: string; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const meetingId = textOf(values, 'meeting');
  if (!isNumber(meetingId)) problems.push({ field: 'meeting', message: 'Choose the meeting that confirms it' });
  const words = textOf(values, 'words');
  if (words === '') problems.push({ field: 'words', message: 'Enter what that meeting said' });
  return { meetingId, words, problems };
}

/** The form that takes a decision back. */
export const withdrawForm: Form = checkedForm({ reason: formText(1000) }, (values) =>
  textOf(values, 'reason') === '' ? [{ field: 'reason', message: 'Enter why it is taken back' }] : [],
);

/** The form that publishes a decision, or takes it back. */
export const publishForm: Form = checkedForm({ published: formText(5) }, (values) =>
  ['yes', 'no'].includes(textOf(values, 'published')) ? [] : [{ field: 'published', message: 'Choose yes or no' }],
);
