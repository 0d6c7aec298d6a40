import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing, isEmpty } from './content.ts';

/** The name of a group of fields. */
export interface Legend {
  text?: ComponentChildren;
  classes?: string | undefined;
  /** Makes it the page's heading, on a page with one question. */
  isPageHeading?: boolean | undefined;
}

/** What a fieldset takes. */
export interface FieldsetProps extends Dressing {
  children?: ComponentChildren;
  legend?: Legend | undefined;
  /** Ids of the elements that describe the group, with spaces between. */
  describedBy?: string | undefined;
  role?: string | undefined;
}

/** Groups fields that answer one question together. */
export function Fieldset(props: FieldsetProps): VNode {
  const { legend } = props;
  return (
    <fieldset
      class={classNames('govuk-fieldset', props.classes)}
      role={props.role as 'group' | undefined}
      aria-describedby={props.describedBy}
      {...props.attributes}
    >
      {legend && !isEmpty(legend.text) ? (
        <legend class={classNames('govuk-fieldset__legend', legend.classes)}>
          {legend.isPageHeading ? <h1 class="govuk-fieldset__heading">{legend.text}</h1> : legend.text}
        </legend>
      ) : null}
      {props.children}
    </fieldset>
  );
}
