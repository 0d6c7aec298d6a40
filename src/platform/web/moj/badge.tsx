import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from '../govuk/content.ts';

/** What a badge takes. */
export interface BadgeProps extends Dressing {
  children: ComponentChildren;
}

/** A word or two in a small frame, quieter than a tag. */
export function Badge(props: BadgeProps): VNode {
  return (
    <span class={classNames('moj-badge', props.classes)} {...props.attributes}>
      {props.children}
    </span>
  );
}
