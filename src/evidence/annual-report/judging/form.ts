import { checkedForm, type Form, needed, textOf } from '../../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { formText } from '../../../platform/web/form-text.ts';
import type { Verdict } from '../records.ts';
import { type GivenJudgement, VERDICTS } from './judgement.ts';

/** The form with which a requirement is judged. */
export const judgingForm: Form = checkedForm(
  {
    ...{ verdict: formText(20), words: formText(3000), missing: formText(3000), judged: formText(150) },
    ...{ why: formText(500), version: formText(10) },
  },
  (values) => readJudgement(values).problems,
);

/** What that form says, and what is wrong with it; where something is wrong `given` is not to be used. */
export function readJudgement(values: TypedValues): { given: GivenJudgement; problems: FormProblem[] } {
  const text = (name: string) => textOf(values, name).replaceAll('\r\n', '\n');
  const verdict = text('verdict');
  const missing = text('missing') || null;
  const problems = [
    ...(Object.hasOwn(VERDICTS, verdict)
      ? []
      : [{ field: 'verdict', message: 'Choose how far the report answers it' }]),
    ...needed(values, 'words', 'Enter what is answered and where, or that nothing is'),
    ...(missing === null && (verdict === 'partly' || verdict === 'not-answered')
      ? [{ field: 'missing', message: 'Enter what is missing: it is not, or not wholly, answered' }]
      : []),
    ...needed(values, 'judged', 'Enter who judged it: a post or a group'),
  ];
  return { given: { verdict: verdict as Verdict, words: text('words'), missing, judgedBy: text('judged') }, problems };
}

/** A judgement as the form shows it. */
export function judgementValues(given: GivenJudgement): TypedValues {
  return { verdict: given.verdict, words: given.words, missing: given.missing ?? '', judged: given.judgedBy };
}
