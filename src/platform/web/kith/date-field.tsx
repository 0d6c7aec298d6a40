import type { ComponentChildren, VNode } from 'preact';
import { dateFieldNames } from '../date-fields.ts';
import { type FormProblem, type TypedValues, typedText } from '../form.ts';
import { DateInput } from '../govuk/index.ts';

/** A date in a form: three fields that `readDay` reads, what was typed, and what is wrong with it. */
export function DateField(props: {
  /** Begins the names of the three fields. */
  name: string;
  label: string;
  hint?: ComponentChildren;
  values: TypedValues;
  problems: readonly FormProblem[];
  /** `s` within a group that has a name of its own; `m` unless told. */
  size?: 's' | 'm';
}): VNode {
  const { name, values, problems } = props;
  const names = dateFieldNames(name);
  const wrong = problems.find((problem) => names.includes(problem.field));
  const [day, month, year] = names.map((field, at) => ({
    name: (['day', 'month', 'year'] as const)[at] ?? '',
    value: typedText(values, field),
    error: wrong?.field === field,
  }));
  return (
    <DateInput
      id={name}
      namePrefix={name}
      fieldset={{ legend: { text: props.label, classes: `govuk-fieldset__legend--${props.size ?? 'm'}` } }}
      hint={props.hint === undefined ? undefined : { text: props.hint }}
      errorMessage={wrong && { text: wrong.message }}
      {...{ day, month, year }}
    />
  );
}
