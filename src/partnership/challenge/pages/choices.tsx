import type { VNode } from 'preact';
import { typedText } from '../../../platform/web/form.ts';
import { Select } from '../../../platform/web/govuk/index.ts';
import { type Filled, problemAt } from '../../../platform/web/kith/index.ts';
import type { OppositeNumber } from '../opposite-numbers.ts';
import { type Colleague, personInWords } from '../people.ts';

/** Somebody to choose from people of an agency: those who seem to fit first, with nobody left out. */
export function PersonChoice(
  props: Filled & {
    name: string;
    label: string;
    hint: string;
    open: string;
    people: { suggested: readonly OppositeNumber[]; others: readonly (OppositeNumber | Colleague)[] };
  },
): VNode {
  const { suggested, others } = props.people;
  const item = (one: Colleague) => ({ value: one.id, text: personInWords(one) });
  return (
    <Select
      name={props.name}
      label={{ text: props.label, classes: 'govuk-label--m' }}
      hint={{ text: props.hint }}
      value={typedText(props.values, props.name)}
      errorMessage={problemAt(props.problems, props.name)}
      items={[
        { value: '', text: props.open },
        ...suggested.map(item),
        ...(suggested.length > 0 && others.length > 0
          ? [{ value: '-', text: 'Others who work there', disabled: true }]
          : []),
        ...others.map(item),
      ]}
    />
  );
}

/** A theme that returns in reviews and audits, if one fits. */
export function ThemeChoice(props: Filled & { themes: readonly { key: string; name: string }[] }): VNode {
  return (
    <Select
      name="theme"
      label={{ text: 'Does it belong to a theme that keeps coming back?', classes: 'govuk-label--m' }}
      hint={{ text: 'Themes come from reviews and audits. Leave it open if none fits.' }}
      value={typedText(props.values, 'theme')}
      errorMessage={problemAt(props.problems, 'theme')}
      items={[
        { value: '', text: 'None of them' },
        ...props.themes.map(({ key, name }) => ({ value: key, text: name })),
      ]}
    />
  );
}
