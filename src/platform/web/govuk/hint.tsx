import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What a hint takes. */
export interface HintProps extends Dressing {
  children?: ComponentChildren;
  id?: string | undefined;
}

/** Helps to answer a question. Fields make their own from their `hint`. */
export function Hint(props: HintProps): VNode {
  return (
    <div id={props.id} class={classNames('govuk-hint', props.classes)} {...props.attributes}>
      {props.children}
    </div>
  );
}
