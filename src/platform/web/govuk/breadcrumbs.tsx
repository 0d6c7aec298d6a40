import type { VNode } from 'preact';
import { type Content, classNames, type Dressing } from './content.ts';

/** What breadcrumbs take. */
export interface BreadcrumbsProps extends Dressing {
  /** The pages above this one, from the home page down. One without `href` is the page itself. */
  items: readonly (Omit<Content, 'classes'> & { href?: string | undefined })[];
  /** Shows only the first and the last on a narrow screen. */
  collapseOnMobile?: boolean | undefined;
  labelText?: string | undefined;
}

/** Shows where a page stands among the others and leads back up. */
export function Breadcrumbs(props: BreadcrumbsProps): VNode {
  const classes = classNames('govuk-breadcrumbs', props.classes);
  return (
    <nav
      class={props.collapseOnMobile ? `${classes} govuk-breadcrumbs--collapse-on-mobile` : classes}
      {...props.attributes}
      aria-label={props.labelText ?? 'Breadcrumb'}
    >
      <ol class="govuk-breadcrumbs__list">
        {props.items.map((item) => [
          item.href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
                {item.text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {item.text}
            </li>
          ),
          ' ',
        ])}
      </ol>
    </nav>
  );
}
