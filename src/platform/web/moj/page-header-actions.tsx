import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from '../govuk/content.ts';

/** What a page header with actions takes. */
export interface PageHeaderActionsProps extends Dressing {
  /** Level 1 and `govuk-heading-xl` unless told. */
  heading: { text: ComponentChildren; level?: number | undefined; classes?: string | undefined };
  /** Buttons for what can be done here. */
  children?: ComponentChildren;
}

/** A page's heading with what can be done on the page beside it. */
export function PageHeaderActions(props: PageHeaderActionsProps): VNode {
  const Heading = `h${props.heading.level ?? 1}` as 'h1';
  return (
    <div class={classNames('moj-page-header-actions', props.classes)} {...props.attributes}>
      <div class="moj-page-header-actions__title">
        <Heading class={props.heading.classes ?? 'govuk-heading-xl'}>{props.heading.text}</Heading>
      </div>
      {props.children ? (
        <div class="moj-page-header-actions__actions">
          <div class="moj-button-group moj-button-group--inline">{props.children}</div>
        </div>
      ) : null}
    </div>
  );
}
