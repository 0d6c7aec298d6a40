import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What an inset text takes. */
export interface InsetTextProps extends Dressing {
  children: ComponentChildren;
  id?: string | undefined;
}

/** Sets a passage apart from the text around it: a quotation, an example, a note. */
export function InsetText(props: InsetTextProps): VNode {
  return (
    <div id={props.id} class={classNames('govuk-inset-text', props.classes)} {...props.attributes}>
      {props.children}
    </div>
  );
}
