import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What a button takes. */
export interface ButtonProps extends Dressing {
  children: ComponentChildren;
  /** `submit` unless told. */
  type?: 'submit' | 'button' | 'reset' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  disabled?: boolean | undefined;
  /** Makes it a link that looks like a button. */
  href?: string | undefined;
  id?: string | undefined;
  /** Ignores a second press within a second. */
  preventDoubleClick?: boolean | undefined;
  /** Large, with an arrow: the first step of a service. */
  isStartButton?: boolean | undefined;
}

/** Lets people do something: send a form, or start. For going somewhere else use a link. */
export function Button(props: ButtonProps): VNode {
  const className = classNames('govuk-button', props.classes);
  const classes = props.isStartButton ? `${className} govuk-button--start` : className;
  const content = props.isStartButton ? <StartContent>{props.children}</StartContent> : props.children;
  if (props.href) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a link that looks and is announced as a button, as GOV.UK has it
      <a
        href={props.href}
        role="button"
        draggable={false}
        class={classes}
        data-module="govuk-button"
        {...props.attributes}
        id={props.id}
      >
        {content}
      </a>
    );
  }
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick}
      class={classes}
      data-module="govuk-button"
      {...props.attributes}
      id={props.id}
    >
      {content}
    </button>
  );
}

/** The words and the arrow. Elements stand in a span, because a start button's flex layout would part them. */
function StartContent({ children }: { children: ComponentChildren }): VNode {
  return (
    <>
      {typeof children === 'string' ? children : <span>{children}</span>}
      <svg
        class="govuk-button__start-icon"
        xmlns="http://www.w3.org/2000/svg"
        width="17.5"
        height="19"
        viewBox="0 0 33 40"
        aria-hidden="true"
        focusable="false"
      >
        <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
      </svg>
    </>
  );
}
