import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What a warning text takes. */
export interface WarningTextProps extends Dressing {
  children: ComponentChildren;
  /** What stands for the icon when it is read out; “Warning” unless told. */
  iconFallbackText?: string | undefined;
}

/** Tells people of something with consequences: a duty, a time limit, a thing that can't be undone. */
export function WarningText(props: WarningTextProps): VNode {
  return (
    <div class={classNames('govuk-warning-text', props.classes)} {...props.attributes}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>{' '}
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{props.iconFallbackText || 'Warning'}</span> {props.children}
      </strong>
    </div>
  );
}
