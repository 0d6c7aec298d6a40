import type { VNode } from 'preact';
import type { FormProblem, TypedValues } from '../form.ts';
import { Radios } from '../govuk/index.ts';
import { type Choice, choiceName, choicesOf, type Difference, isChoiceField, suggested } from '../two-versions.ts';
import { problemAt } from './form.tsx';

const WHO = {
  me: 'Only you changed this.',
  others: 'You did not change this; somebody else did.',
  both: 'You and somebody else both changed this.',
} as const;

/**
 * What was typed beside what is stored by now, field by field, with a choice between the two. Stands in the form that is
 * sent again, together with `TypedBefore`.
 */
export function TwoVersions(props: {
  differences: readonly Difference[];
  values: TypedValues;
  problems: readonly FormProblem[];
}): VNode {
  const chosen = choicesOf(props.values);
  return (
    <>
      {props.differences.map((one, place) => (
        <Radios
          name={choiceName(place)}
          fieldset={{ legend: { text: one.label, classes: 'govuk-fieldset__legend--m' } }}
          hint={{ text: WHO[one.changedBy] }}
          errorMessage={problemAt(props.problems, choiceName(place))}
          value={chosenValue(one, chosen.get(one.field) ?? suggested(one))}
          items={[
            { value: `mine:${one.field}`, text: 'What you typed', hint: { text: <Lines of={one.mine} /> } },
            { value: `stored:${one.field}`, text: 'What is stored', hint: { text: <Lines of={one.stored} /> } },
          ]}
        />
      ))}
    </>
  );
}

function chosenValue({ field }: Difference, choice: Choice | undefined): string | undefined {
  return choice && `${choice}:${field}`;
}

function Lines({ of }: { of: readonly string[] }): VNode {
  if (of.length === 0) return <span class="kith-not-known">Nothing</span>;
  return (
    <>
      {of.map((line, place) => (
        <>
          {place > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </>
  );
}

/** Everything that was typed, carried along unseen until the choice is made. */
export function TypedBefore({ values }: { values: TypedValues }): VNode {
  return (
    <>
      {Object.entries(values)
        .filter(([name]) => !isChoiceField(name))
        .flatMap(([name, value]) => [value].flat().map((one) => <input type="hidden" name={name} value={one} />))}
    </>
  );
}
