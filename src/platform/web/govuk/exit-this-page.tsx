import type { ComponentChildren, VNode } from 'preact';
import { Button } from './button.tsx';
import { classNames, type Dressing } from './content.ts';
import { i18nAttributes } from './i18n.ts';

/** What exit this page takes. */
export interface ExitThisPageProps extends Dressing {
  /** “Exit this page” unless told. */
  children?: ComponentChildren;
  /** A page that gives nothing away; the BBC's weather unless told. */
  redirectUrl?: string | undefined;
  id?: string | undefined;
  activatedText?: string | undefined;
  timedOutText?: string | undefined;
  pressTwoMoreTimesText?: string | undefined;
  pressOneMoreTimeText?: string | undefined;
}

/** Lets somebody who may be watched leave quickly: a press, or the Shift key three times. */
export function ExitThisPage(props: ExitThisPageProps): VNode {
  return (
    <div
      id={props.id}
      class={classNames('govuk-exit-this-page', props.classes)}
      data-module="govuk-exit-this-page"
      {...props.attributes}
      {...i18nAttributes({
        activated: props.activatedText,
        'timed-out': props.timedOutText,
        'press-two-more-times': props.pressTwoMoreTimesText,
        'press-one-more-time': props.pressOneMoreTimeText,
      })}
    >
      <Button
        classes="govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
        href={props.redirectUrl || 'https://www.bbc.co.uk/weather'}
        attributes={{ rel: 'nofollow noreferrer' }}
      >
        {props.children || (
          <>
            <span class="govuk-visually-hidden">Emergency</span> Exit this page
          </>
        )}
      </Button>
    </div>
  );
}
