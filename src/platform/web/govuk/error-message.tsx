import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What an error message takes. */
export interface ErrorMessageProps extends Dressing {
  children?: ComponentChildren;
  id?: string | undefined;
  /** Read out before the message; “Error” unless told, nothing when empty. */
  visuallyHiddenText?: string | undefined;
}

/** Says what is wrong with one answer and how to mend it. Fields make their own from their `errorMessage`. */
export function ErrorMessage(props: ErrorMessageProps): VNode {
  const hidden = props.visuallyHiddenText ?? 'Error';
  return (
    <p id={props.id} class={classNames('govuk-error-message', props.classes)} {...props.attributes}>
      {hidden ? (
        <>
          <span class="govuk-visually-hidden">{hidden}:</span>{' '}
        </>
      ) : null}
      {props.children}
    </p>
  );
}
