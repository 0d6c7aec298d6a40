import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What a back link takes. */
export interface BackLinkProps extends Dressing {
  href?: string | undefined;
  /** “Back” unless told. */
  children?: ComponentChildren;
}

/** Leads to the page before, in a journey of several pages. */
export function BackLink(props: BackLinkProps): VNode {
  return (
    <a href={props.href || '#'} class={classNames('govuk-back-link', props.classes)} {...props.attributes}>
      {props.children || 'Back'}
    </a>
  );
}
