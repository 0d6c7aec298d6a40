import type { ComponentChildren, VNode } from 'preact';
import { Button } from './button.tsx';
import { type Attributes, classNames, type Dressing, isEmpty, isPlainText } from './content.ts';

/** A button or link in a cookie banner. */
export interface CookieBannerAction {
  text: ComponentChildren;
  type?: 'submit' | 'button' | 'reset' | undefined;
  /** Makes it a link, unless its type says button. */
  href?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** One thing the banner says: the question, or the answer to what was chosen. */
export interface CookieBannerMessage extends Dressing {
  headingText?: ComponentChildren;
  /** Words alone are put into a paragraph; elements stand as they are. */
  text?: ComponentChildren;
  actions?: readonly CookieBannerAction[] | undefined;
  hidden?: boolean | undefined;
  role?: string | undefined;
}

/** What a cookie banner takes. */
export interface CookieBannerProps extends Dressing {
  messages: readonly CookieBannerMessage[];
  /** Names the landmark; “Cookie banner” unless told. */
  ariaLabel?: string | undefined;
  hidden?: boolean | undefined;
}

/** Asks whether cookies that are not strictly needed may be set. */
export function CookieBanner(props: CookieBannerProps): VNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: GOV.UK's markup has a div with the role here
    <div
      class={classNames('govuk-cookie-banner', props.classes)}
      data-nosnippet=""
      role="region"
      aria-label={props.ariaLabel || 'Cookie banner'}
      hidden={props.hidden}
      {...props.attributes}
    >
      {props.messages.map(message)}
    </div>
  );
}

function message(part: CookieBannerMessage): VNode {
  return (
    <div
      class={`${classNames('govuk-cookie-banner__message', part.classes)} govuk-width-container`}
      role={part.role as 'alert' | undefined}
      {...part.attributes}
      hidden={part.hidden}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {isEmpty(part.headingText) ? null : (
            <h2 class="govuk-cookie-banner__heading govuk-heading-m">{part.headingText}</h2>
          )}
          <div class="govuk-cookie-banner__content">
            {isPlainText(part.text) ? <p class="govuk-body">{part.text}</p> : part.text}
          </div>
        </div>
      </div>
      {part.actions ? <div class="govuk-button-group">{part.actions.map((item) => [action(item), ' '])}</div> : null}
    </div>
  );
}

function action({ text, ...others }: CookieBannerAction): VNode {
  if (others.href && others.type !== 'button') {
    return (
      <a class={classNames('govuk-link', others.classes)} href={others.href} {...others.attributes}>
        {text}
      </a>
    );
  }
  return (
    <Button {...others} type={others.type ?? 'button'}>
      {text}
    </Button>
  );
}
