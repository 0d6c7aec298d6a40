import type { VNode } from 'preact';
import { classNames, isEmpty, type Listed } from './content.ts';
import { describedBy, FieldHintAndError, FieldsetGroup, type GroupedFieldProps } from './form-group.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';
import type { ChoiceDivider, RadioItem } from './radios.tsx';

/** One choice among checkboxes. */
export interface CheckboxItem extends RadioItem {
  /** The field's name unless told. */
  name?: string | undefined;
  /** `exclusive` clears all others when it is chosen: “None of these”. */
  behaviour?: string | undefined;
}

/** What checkboxes take. */
export interface CheckboxesProps extends GroupedFieldProps {
  name: string;
  /** Begins the items' ids; the name unless told. */
  idPrefix?: string | undefined;
  items: readonly Listed<CheckboxItem | ChoiceDivider>[];
  /** Values of the items that are chosen at first. An item's own `checked` comes before them. */
  values?: readonly (string | number)[] | undefined;
  /** Ids of further elements that describe the field, with spaces between. */
  describedBy?: string | undefined;
}

/** Lets people choose any number of a few. */
export function Checkboxes(props: CheckboxesProps): VNode {
  const idPrefix = props.idPrefix || props.name;
  const description = describedBy(idPrefix, props, props.fieldset?.describedBy || props.describedBy);
  return (
    <FieldsetGroup field={props} describedBy={description}>
      <FieldHintAndError id={idPrefix} words={props} />
      <div class={classNames('govuk-checkboxes', props.classes)} {...props.attributes} data-module="govuk-checkboxes">
        {props.formGroup?.beforeInputs}
        {props.items.map((item, index) => {
          if (!item) return null;
          if (item.divider) return <div class="govuk-checkboxes__divider">{item.divider}</div>;
          const id = index === 0 ? idPrefix : `${idPrefix}-${index + 1}`;
          return checkbox(props, item as CheckboxItem, id, props.fieldset ? undefined : description);
        })}
        {props.formGroup?.afterInputs}
      </div>
    </FieldsetGroup>
  );
}

function checkbox(
  props: CheckboxesProps,
  item: CheckboxItem,
  idInTurn: string,
  fieldDescription: string | undefined,
): VNode {
  const id = item.id || idInTurn;
  const hintId = item.hint && !isEmpty(item.hint.text) ? `${id}-item-hint` : undefined;
  const hasConditional = !isEmpty(item.conditional);
  const checked = item.checked ?? !!props.values?.includes(item.value);
  return (
    <>
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={id}
          name={item.name || props.name}
          type="checkbox"
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          data-aria-controls={hasConditional ? `conditional-${id}` : undefined}
          data-behaviour={item.behaviour}
          aria-describedby={fieldDescription && hintId ? `${fieldDescription} ${hintId}` : (fieldDescription ?? hintId)}
          {...item.attributes}
        />
        <Label
          classes={classNames('govuk-checkboxes__label', item.label?.classes)}
          attributes={item.label?.attributes}
          for={id}
        >
          {item.text}
        </Label>
        {hintId ? (
          <Hint
            id={hintId}
            classes={classNames('govuk-checkboxes__hint', item.hint?.classes)}
            attributes={item.hint?.attributes}
          >
            {item.hint?.text}
          </Hint>
        ) : null}
      </div>
      {hasConditional ? (
        <div
          class={
            checked
              ? 'govuk-checkboxes__conditional'
              : 'govuk-checkboxes__conditional govuk-checkboxes__conditional--hidden'
          }
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      ) : null}
    </>
  );
}
