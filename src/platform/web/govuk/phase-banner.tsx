import type { ComponentChildren, VNode } from 'preact';
import { type Content, classNames, type Dressing } from './content.ts';
import { Tag } from './tag.tsx';

/** What a phase banner takes. */
export interface PhaseBannerProps extends Dressing {
  /** The phase, for example Alpha. */
  tag?: Content | undefined;
  children: ComponentChildren;
}

/** Says that what is shown is new, or a demonstration, and where to send remarks. */
export function PhaseBanner(props: PhaseBannerProps): VNode {
  return (
    <div class={classNames('govuk-phase-banner govuk-width-container', props.classes)} {...props.attributes}>
      <p class="govuk-phase-banner__content">
        <Tag classes={classNames('govuk-phase-banner__content__tag', props.tag?.classes)}>{props.tag?.text}</Tag>{' '}
        <span class="govuk-phase-banner__text">{props.children}</span>
      </p>
    </div>
  );
}
