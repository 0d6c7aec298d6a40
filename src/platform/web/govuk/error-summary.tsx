import type { ComponentChildren, VNode } from 'preact';
import { type Attributes, classNames, type Dressing, isEmpty } from './content.ts';

/** One error, with the field it leads to. */
export interface ErrorSummaryItem {
  text: ComponentChildren;
  /** `#` and the id of the field. */
  href?: string | undefined;
  attributes?: Attributes | undefined;
}

/** What an error summary takes. */
export interface ErrorSummaryProps extends Dressing {
  /** Usually “There is a problem”. */
  titleText: ComponentChildren;
  descriptionText?: ComponentChildren;
  errorList?: readonly ErrorSummaryItem[] | undefined;
  disableAutoFocus?: boolean | undefined;
}

/** Tells, above the page's heading, every mistake in what was sent, each with a link to its field. */
export function ErrorSummary(props: ErrorSummaryProps): VNode {
  return (
    <div
      class={classNames('govuk-error-summary', props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
      data-module="govuk-error-summary"
    >
      {/* Apart from the element that takes the focus: otherwise part of it may go unread. */}
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.titleText}</h2>
        <div class="govuk-error-summary__body">
          {isEmpty(props.descriptionText) ? null : <p>{props.descriptionText}</p>}
          {props.errorList?.length ? (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errorList.map((item) => (
                <li>
                  {item.href ? (
                    <a href={item.href} {...item.attributes}>
                      {item.text}
                    </a>
                  ) : (
                    item.text
                  )}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </div>
  );
}
