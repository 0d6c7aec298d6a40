import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What details take. */
export interface DetailsProps extends Dressing {
  /** What is always shown, and opens the rest. */
  summaryText: ComponentChildren;
  children: ComponentChildren;
  id?: string | undefined;
  /** Shown open at first. */
  open?: boolean | undefined;
}

/** Keeps what only some people need behind a line that opens. */
export function Details(props: DetailsProps): VNode {
  return (
    <details
      id={props.id}
      class={classNames('govuk-details', props.classes)}
      {...props.attributes}
      open={props.open || undefined}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summaryText}</span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  );
}
