import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What a skip link takes. */
export interface SkipLinkProps extends Dressing {
  children: ComponentChildren;
  /** Where the content begins; `#content` unless told. */
  href?: string | undefined;
}

/** Lets people who use a keyboard pass over what every page repeats. The first thing in the page. */
export function SkipLink(props: SkipLinkProps): VNode {
  return (
    <a
      href={props.href || '#content'}
      class={classNames('govuk-skip-link', props.classes)}
      {...props.attributes}
      data-module="govuk-skip-link"
    >
      {props.children}
    </a>
  );
}
