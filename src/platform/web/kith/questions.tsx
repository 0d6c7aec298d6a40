import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../form.ts';
import { Radios, Textarea } from '../govuk/index.ts';
import { problemAt } from './form.tsx';

/** What a part of a form is given: what was typed so far and what is wrong with it. */
export interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** A question with a few answers. */
export function Choice(
  props: Filled & {
    name: string;
    legend: string;
    hint?: string;
    inline?: boolean;
    items: Readonly<Record<string, string>>;
  },
): VNode {
  return (
    <Radios
      name={props.name}
      fieldset={{ legend: { text: props.legend, classes: 'govuk-fieldset__legend--m' } }}
      {...(props.hint ? { hint: { text: props.hint } } : {})}
      {...(props.inline ? { classes: 'govuk-radios--inline' } : {})}
      errorMessage={problemAt(props.problems, props.name)}
      value={typedText(props.values, props.name)}
      items={Object.entries(props.items).map(([value, text]) => ({ value, text }))}
    />
  );
}

/** A question that is answered in words. */
export function Words(props: Filled & { name: string; label: string; hint?: string; rows?: number }): VNode {
  return (
    <Textarea
      name={props.name}
      label={{ text: props.label, classes: 'govuk-label--m' }}
      {...(props.hint ? { hint: { text: props.hint } } : {})}
      rows={props.rows ?? 6}
      value={typedText(props.values, props.name)}
      errorMessage={problemAt(props.problems, props.name)}
    />
  );
}
