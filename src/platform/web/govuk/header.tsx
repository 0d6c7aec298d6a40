import type { ComponentChildren, VNode } from 'preact';
import type { Dressing } from './content.ts';
import { headerMarkup } from './generic-header.tsx';

/** What the header takes. */
export interface HeaderProps extends Dressing {
  /** The crown and GOV.UK's name belong to GOV.UK, so the mark is always the caller's own. */
  logo: ComponentChildren;
  homepageUrl?: string | undefined;
  productName?: string | undefined;
  containerClasses?: string | undefined;
}

/** GOV.UK's header in markup, with a mark and the product's name. */
export function Header(props: HeaderProps): VNode {
  return headerMarkup('govuk-header', {
    url: props.homepageUrl,
    classes: props.classes,
    attributes: props.attributes,
    containerClasses: props.containerClasses,
    children: (
      <>
        {props.logo}
        {props.productName ? <span class="govuk-header__product-name">{props.productName}</span> : null}
      </>
    ),
  });
}
