import type { VNode } from 'preact';
import { type Content, classNames, type Dressing, isEmpty } from './content.ts';
import { describedBy, FieldHintAndError, type FieldProps, FormGroup, InputLabel } from './form-group.tsx';

/** What a text input takes. */
export interface InputProps extends FieldProps {
  /** `text` unless told. */
  type?: string | undefined;
  value?: string | number | undefined;
  /** Which keyboard a telephone shows: `numeric`, `email` and so on. */
  inputmode?: string | undefined;
  autocomplete?: string | undefined;
  autocapitalize?: string | undefined;
  pattern?: string | undefined;
  spellcheck?: boolean | undefined;
  /** Stands before the input: a unit such as £. Hidden from screen readers, so the label must say it too. */
  prefix?: Content | undefined;
  /** Stands after the input. */
  suffix?: Content | undefined;
  inputWrapper?: Dressing | undefined;
}

/** Lets people give an answer on one line. */
export function Input(props: InputProps): VNode {
  const id = props.id || props.name;
  const { prefix, suffix, formGroup } = props;
  const hasPrefix = prefix && !isEmpty(prefix.text);
  const hasSuffix = suffix && !isEmpty(suffix.text);
  const input = inputElement(props, id);
  return (
    <FormGroup hasError={!!props.errorMessage} formGroup={formGroup}>
      <InputLabel id={id} label={props.label} />
      <FieldHintAndError id={id} words={props} />
      {hasPrefix || hasSuffix || !isEmpty(formGroup?.beforeInput) || !isEmpty(formGroup?.afterInput) ? (
        <div
          class={classNames('govuk-input__wrapper', props.inputWrapper?.classes)}
          {...props.inputWrapper?.attributes}
        >
          {formGroup?.beforeInput}
          {hasPrefix ? affix('govuk-input__prefix', prefix) : null}
          {input}
          {hasSuffix ? affix('govuk-input__suffix', suffix) : null}
          {formGroup?.afterInput}
        </div>
      ) : (
        input
      )}
    </FormGroup>
  );
}

function inputElement(props: InputProps, id: string): VNode {
  const classes = classNames('govuk-input', props.classes);
  return (
    <input
      class={props.errorMessage ? `${classes} govuk-input--error` : classes}
      id={id}
      name={props.name}
      type={(props.type || 'text') as 'text'}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describedBy(id, props, props.describedBy)}
      autocomplete={props.autocomplete as 'on' | undefined}
      autocapitalize={props.autocapitalize as 'none' | undefined}
      pattern={props.pattern}
      inputmode={props.inputmode}
      {...props.attributes}
    />
  );
}

function affix(own: string, content: Content): VNode {
  return (
    <div class={classNames(own, content.classes)} aria-hidden="true" {...content.attributes}>
      {content.text}
    </div>
  );
}
