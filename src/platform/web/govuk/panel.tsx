import type { ComponentChildren, VNode } from 'preact';
import { Button } from './button.tsx';
import { type Attributes, classNames, type Dressing, isEmpty } from './content.ts';

/** What a person may do next, in a panel that interrupts. */
export interface PanelAction {
  text: ComponentChildren;
  type?: 'submit' | 'button' | 'reset' | undefined;
  /** Makes it a link, unless its type says button. */
  href?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** What a panel takes. */
export interface PanelProps extends Dressing {
  titleText: ComponentChildren;
  /** 1 unless told. */
  headingLevel?: number | undefined;
  children?: ComponentChildren;
  /** Only shown in a panel that interrupts (`govuk-panel--interruption`). */
  actions?: (Dressing & { items?: readonly PanelAction[] | undefined }) | undefined;
}

/** Tells in large letters that something is done, or (as an interruption) what to think of before going on. */
export function Panel(props: PanelProps): VNode {
  const Heading = `h${props.headingLevel ?? 1}` as 'h1';
  const isInterruption = !!props.classes?.includes('govuk-panel--interruption');
  return (
    <div
      class={classNames(isInterruption ? 'govuk-panel' : 'govuk-panel govuk-panel--confirmation', props.classes)}
      {...props.attributes}
    >
      <Heading class="govuk-panel__title">{props.titleText}</Heading>
      {isEmpty(props.children) ? null : <div class="govuk-panel__body">{props.children}</div>}
      {isInterruption && props.actions ? (
        <div class={classNames('govuk-panel__actions', props.actions.classes)} {...props.actions.attributes}>
          {props.actions.items?.length ? (
            <div class="govuk-button-group">{props.actions.items.map((item) => [panelAction(item), ' '])}</div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function panelAction(action: PanelAction): VNode {
  if (action.href && action.type !== 'button') {
    return (
      <a class={classNames('govuk-link govuk-link--inverse', action.classes)} href={action.href} {...action.attributes}>
        {action.text}
      </a>
    );
  }
  return (
    <Button
      type={action.type ?? 'button'}
      classes={classNames('govuk-button--inverse', action.classes)}
      href={action.href}
      attributes={action.attributes}
    >
      {action.text}
    </Button>
  );
}
