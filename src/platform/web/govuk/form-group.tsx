import type { ComponentChildren, VNode } from 'preact';
import { type Content, classNames, type Dressing } from './content.ts';
import { ErrorMessage } from './error-message.tsx';
import type { FieldsetProps } from './fieldset.tsx';
import { Fieldset } from './fieldset.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';

/** The words that name a field. */
export interface FieldLabel extends Partial<Content> {
  /** Makes it the page's heading, on a page with one question. */
  isPageHeading?: boolean | undefined;
}

/** What is wrong with an answer. */
export interface FieldError extends Partial<Content> {
  /** Read out before the message; “Error” unless told. */
  visuallyHiddenText?: string | undefined;
}

/** The words around a field: what it asks, what helps to answer it, what is wrong with the answer. */
export interface FieldWords {
  hint?: Partial<Content> | undefined;
  errorMessage?: FieldError | undefined;
}

/** The element around a field of one input, and what may stand beside the input. */
export interface InputGroup extends Dressing {
  beforeInput?: ComponentChildren;
  afterInput?: ComponentChildren;
}

/** The element around a field of several inputs, and what may stand beside them. */
export interface InputsGroup extends Dressing {
  beforeInputs?: ComponentChildren;
  afterInputs?: ComponentChildren;
}

/** What every field of one input takes. */
export interface FieldProps extends FieldWords, Dressing {
  name: string;
  /** The field's name unless told. */
  id?: string | undefined;
  label?: FieldLabel | undefined;
  /** Ids of further elements that describe the field, with spaces between. */
  describedBy?: string | undefined;
  disabled?: boolean | undefined;
  formGroup?: InputGroup | undefined;
}

/** What every field of several inputs takes. */
export interface GroupedFieldProps extends FieldWords, Dressing {
  /** The group's name; without it the inputs stand in no fieldset. */
  fieldset?: Omit<FieldsetProps, 'children' | 'role'> | undefined;
  formGroup?: InputsGroup | undefined;
}

/**
 * Ids of all that describes a field, for its `aria-describedby`: what the caller named, then the hint, then the error.
 * `FieldHintAndError` gives its elements the same ids.
 */
export function describedBy(id: string, words: FieldWords, others: string | undefined): string | undefined {
  let ids = others;
  if (words.hint) ids = ids ? `${ids} ${id}-hint` : `${id}-hint`;
  if (words.errorMessage) ids = ids ? `${ids} ${id}-error` : `${id}-error`;
  return ids || undefined;
}

/** The element around one field, marked when its answer is wrong. */
export function FormGroup(props: {
  hasError: boolean;
  formGroup: Dressing | undefined;
  children: ComponentChildren;
}): VNode {
  return (
    <div
      class={classNames(
        props.hasError ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group',
        props.formGroup?.classes,
      )}
      {...props.formGroup?.attributes}
    >
      {props.children}
    </div>
  );
}

/** The element around a field of several inputs, with a fieldset in between where the field has one. */
export function FieldsetGroup(props: {
  field: GroupedFieldProps;
  describedBy: string | undefined;
  role?: string;
  children: ComponentChildren;
}): VNode {
  const { fieldset, errorMessage, formGroup } = props.field;
  return (
    <FormGroup hasError={!!errorMessage} formGroup={formGroup}>
      {fieldset ? (
        <Fieldset {...fieldset} describedBy={props.describedBy} role={props.role}>
          {props.children}
        </Fieldset>
      ) : (
        props.children
      )}
    </FormGroup>
  );
}

/** A field's label, in the form that every field of one input has it. */
export function InputLabel({ id, label }: { id: string; label: FieldLabel | undefined }): VNode | null {
  if (!label) return null;
  return (
    <Label for={id} classes={label.classes} attributes={label.attributes} isPageHeading={label.isPageHeading}>
      {label.text}
    </Label>
  );
}

/** A field's hint and error message, with the ids that `describedBy` names. */
export function FieldHintAndError({ id, words }: { id: string; words: FieldWords }): VNode {
  const { hint, errorMessage } = words;
  return (
    <>
      {hint ? (
        <Hint id={`${id}-hint`} classes={hint.classes} attributes={hint.attributes}>
          {hint.text}
        </Hint>
      ) : null}
      {errorMessage ? (
        <ErrorMessage
          id={`${id}-error`}
          classes={errorMessage.classes}
          attributes={errorMessage.attributes}
          visuallyHiddenText={errorMessage.visuallyHiddenText}
        >
          {errorMessage.text}
        </ErrorMessage>
      ) : null}
    </>
  );
}
