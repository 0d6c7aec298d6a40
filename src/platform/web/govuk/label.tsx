import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing, isEmpty } from './content.ts';

/** What a label takes. */
export interface LabelProps extends Dressing {
  children?: ComponentChildren;
  /** Id of the field it names. */
  for?: string | undefined;
  /** Makes it the page's heading, on a page with one question. */
  isPageHeading?: boolean | undefined;
}

/** Names a field. Fields make their own from their `label`. Nothing is shown where there are no words. */
export function Label(props: LabelProps): VNode | null {
  if (isEmpty(props.children)) return null;
  const label = (
    <label class={classNames('govuk-label', props.classes)} {...props.attributes} for={props.for}>
      {props.children}
    </label>
  );
  return props.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
}
