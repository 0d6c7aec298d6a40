import type { ComponentChildren, VNode } from 'preact';
import { type Attributes, type Content, classNames, isEmpty, type Listed } from './content.ts';
import { describedBy, FieldHintAndError, FieldsetGroup, type GroupedFieldProps } from './form-group.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';

/** One choice among radios. */
export interface RadioItem {
  text?: ComponentChildren;
  value: string | number;
  /** Made from the field's `idPrefix` unless told. */
  id?: string | undefined;
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
  hint?: Partial<Content> | undefined;
  label?: { classes?: string | undefined; attributes?: Attributes | undefined } | undefined;
  /** Shown only while the item is chosen; always, without script. */
  conditional?: ComponentChildren;
  attributes?: Attributes | undefined;
  divider?: undefined;
}

/** A word between two choices: “or”. */
export interface ChoiceDivider {
  divider: string;
}

/** What radios take. */
export interface RadiosProps extends GroupedFieldProps {
  name: string;
  /** Begins the items' ids; the name unless told. */
  idPrefix?: string | undefined;
  items: readonly Listed<RadioItem | ChoiceDivider>[];
  /** Value of the item that is chosen at first. An item's own `checked` comes before it. */
  value?: string | number | undefined;
}

/** Lets people choose one of a few. */
export function Radios(props: RadiosProps): VNode {
  const idPrefix = props.idPrefix || props.name;
  return (
    <FieldsetGroup field={props} describedBy={describedBy(idPrefix, props, props.fieldset?.describedBy)}>
      <FieldHintAndError id={idPrefix} words={props} />
      <div class={classNames('govuk-radios', props.classes)} {...props.attributes} data-module="govuk-radios">
        {props.formGroup?.beforeInputs}
        {props.items.map((item, index) => {
          if (!item) return null;
          if (item.divider) return <div class="govuk-radios__divider">{item.divider}</div>;
          return radio(props, item as RadioItem, index === 0 ? idPrefix : `${idPrefix}-${index + 1}`);
        })}
        {props.formGroup?.afterInputs}
      </div>
    </FieldsetGroup>
  );
}

function radio(props: RadiosProps, item: RadioItem, idInTurn: string): VNode {
  const id = item.id || idInTurn;
  const hasHint = item.hint && !isEmpty(item.hint.text);
  const hasConditional = !isEmpty(item.conditional);
  const checked = item.checked ?? (!!props.value && String(item.value) === String(props.value));
  return (
    <>
      <div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          id={id}
          name={props.name}
          type="radio"
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          data-aria-controls={hasConditional ? `conditional-${id}` : undefined}
          aria-describedby={hasHint ? `${id}-item-hint` : undefined}
          {...item.attributes}
        />
        <Label
          classes={classNames('govuk-radios__label', item.label?.classes)}
          attributes={item.label?.attributes}
          for={id}
        >
          {item.text}
        </Label>
        {hasHint ? (
          <Hint
            id={`${id}-item-hint`}
            classes={classNames('govuk-radios__hint', item.hint?.classes)}
            attributes={item.hint?.attributes}
          >
            {item.hint?.text}
          </Hint>
        ) : null}
      </div>
      {hasConditional ? (
        <div
          class={checked ? 'govuk-radios__conditional' : 'govuk-radios__conditional govuk-radios__conditional--hidden'}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      ) : null}
    </>
  );
}
