import type { VNode } from 'preact';
import { classNames } from './content.ts';
import { describedBy, FieldHintAndError, type FieldProps, FormGroup, InputLabel } from './form-group.tsx';

/** What a textarea takes. */
export interface TextareaProps extends FieldProps {
  /** Lines shown; 5 unless told. */
  rows?: number | string | undefined;
  value?: string | undefined;
  autocomplete?: string | undefined;
  spellcheck?: boolean | undefined;
}

/** Lets people give an answer of more than one line. */
export function Textarea(props: TextareaProps): VNode {
  const id = props.id || props.name;
  const own = props.errorMessage ? 'govuk-textarea govuk-textarea--error' : 'govuk-textarea';
  return (
    <FormGroup hasError={!!props.errorMessage} formGroup={props.formGroup}>
      <InputLabel id={id} label={props.label} />
      <FieldHintAndError id={id} words={props} />
      {props.formGroup?.beforeInput}
      <textarea
        class={classNames(own, props.classes)}
        id={id}
        name={props.name}
        rows={(props.rows || 5) as number}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props, props.describedBy)}
        autocomplete={props.autocomplete as 'on' | undefined}
        {...props.attributes}
      >
        {props.value}
      </textarea>
      {props.formGroup?.afterInput}
    </FormGroup>
  );
}
