import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What a tag takes. */
export interface TagProps extends Dressing {
  children: ComponentChildren;
}

/** Shows the state of something in a word or two. Colour comes by class (`govuk-tag--green`) and never tells it alone. */
export function Tag(props: TagProps): VNode {
  return (
    <strong class={classNames('govuk-tag', props.classes)} {...props.attributes}>
      {props.children}
    </strong>
  );
}
