import type { VNode } from 'preact';
import { type Attributes, classNames, type Listed } from './content.ts';
import { describedBy, FieldHintAndError, type FieldProps, FormGroup, InputLabel } from './form-group.tsx';

/** One choice of a select. */
export interface SelectItem {
  text: string;
  /** What is sent; the text itself where there is none. */
  value?: string | number | undefined;
  selected?: boolean | undefined;
  disabled?: boolean | undefined;
  attributes?: Attributes | undefined;
}

/** What a select takes. */
export interface SelectProps extends FieldProps {
  items: readonly Listed<SelectItem>[];
  /** Value of the item that is chosen at first. An item's own `selected` comes before it. */
  value?: string | number | undefined;
}

/** Lets people choose one from a long list. For a short one radios are easier. */
export function Select(props: SelectProps): VNode {
  const id = props.id || props.name;
  const classes = classNames('govuk-select', props.classes);
  return (
    <FormGroup hasError={!!props.errorMessage} formGroup={props.formGroup}>
      <InputLabel id={id} label={props.label} />
      <FieldHintAndError id={id} words={props} />
      {props.formGroup?.beforeInput}
      <select
        class={props.errorMessage ? `${classes} govuk-select--error` : classes}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props, props.describedBy)}
        {...props.attributes}
      >
        {props.items.map((item) => (item ? option(item, props.value) : null))}
      </select>
      {props.formGroup?.afterInput}
    </FormGroup>
  );
}

function option(item: SelectItem, chosen: string | number | undefined): VNode {
  const selected = item.selected ?? (!!chosen && String(item.value ?? item.text) === String(chosen));
  return (
    <option value={item.value} selected={selected} disabled={item.disabled} {...item.attributes}>
      {item.text}
    </option>
  );
}
