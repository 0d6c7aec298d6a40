import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing, isEmpty, isPlainText } from './content.ts';

/** What a feedback section takes. */
export interface FeedbackProps extends Dressing {
  titleText: ComponentChildren;
  /** 2 unless told. */
  headingLevel?: number | undefined;
  /** Words alone are put into a paragraph; elements stand as they are. */
  children?: ComponentChildren;
}

/** Asks, at the end of a page, what people think of it. */
export function Feedback(props: FeedbackProps): VNode {
  const Heading = `h${props.headingLevel ?? 2}` as 'h2';
  return (
    <div class={classNames('govuk-feedback govuk-width-container', props.classes)} {...props.attributes}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Heading class="govuk-feedback__title">{props.titleText}</Heading>
          {isEmpty(props.children) ? null : (
            <div class="govuk-feedback__body">
              {isPlainText(props.children) ? <p class="govuk-body">{props.children}</p> : props.children}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
