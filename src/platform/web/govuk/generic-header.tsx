import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from './content.ts';

/** What a generic header takes. */
export interface GenericHeaderProps extends Dressing {
  /** The organisation's own mark or name. */
  children: ComponentChildren;
  /** Where the mark leads; `/` unless told. */
  url?: string | undefined;
  containerClasses?: string | undefined;
}

/** The head of every page of an organisation that is not GOV.UK. */
export function GenericHeader(props: GenericHeaderProps): VNode {
  return headerMarkup('govuk-generic-header', props);
}

/** The markup that the generic header and GOV.UK's own header share, under either name. */
export function headerMarkup(name: 'govuk-generic-header' | 'govuk-header', props: GenericHeaderProps): VNode {
  return (
    <div class={classNames(name, props.classes)} {...props.attributes}>
      <div class={`${name}__container ${props.containerClasses || 'govuk-width-container'}`}>
        <div class={`${name}__logo`}>
          <a href={props.url || '/'} class={`${name}__homepage-link`}>
            {props.children}
          </a>
        </div>
      </div>
    </div>
  );
}
