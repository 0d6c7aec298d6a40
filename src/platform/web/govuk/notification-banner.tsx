import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing, isPlainText } from './content.ts';

/** What a notification banner takes. */
export interface NotificationBannerProps extends Dressing {
  /** Words alone are shown as a heading; elements stand as they are. */
  children?: ComponentChildren;
  /** “Important”, or “Success” where the type says so, unless told. */
  titleText?: ComponentChildren;
  titleHeadingLevel?: number | string | undefined;
  titleId?: string | undefined;
  /** `success` tells that something the person did has worked; it takes the focus and is read out at once. */
  type?: string | undefined;
  role?: string | undefined;
  disableAutoFocus?: boolean | undefined;
}

/** Tells people of something that is not about the page's own content: a success, a notice. */
export function NotificationBanner(props: NotificationBannerProps): VNode {
  const isSuccess = props.type === 'success';
  const titleId = props.titleId || 'govuk-notification-banner-title';
  const Heading = `h${props.titleHeadingLevel || 2}` as 'h2';
  const own = isSuccess ? 'govuk-notification-banner govuk-notification-banner--success' : 'govuk-notification-banner';
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is region or alert; the rule can't see it
    <div
      class={classNames(own, props.classes)}
      role={(props.role || (isSuccess ? 'alert' : 'region')) as 'region'}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.titleText || (isSuccess ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {isPlainText(props.children) ? (
          <p class="govuk-notification-banner__heading">{props.children}</p>
        ) : (
          props.children
        )}
      </div>
    </div>
  );
}
