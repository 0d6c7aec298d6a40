import type { VNode } from 'preact';
import { classNames, type Dressing } from '../govuk/content.ts';
import type { NavigationItem } from './navigation-item.ts';

/** What a sub navigation takes. */
export interface SubNavigationProps extends Dressing {
  items: readonly (NavigationItem & { classes?: string | undefined })[];
  /** Names the landmark; “Secondary navigation region” unless told. */
  label?: string | undefined;
}

/** Leads between the pages of one thing, beneath its heading. */
export function SubNavigation(props: SubNavigationProps): VNode {
  return (
    <nav
      class={classNames('moj-sub-navigation', props.classes)}
      aria-label={props.label || 'Secondary navigation region'}
      {...props.attributes}
    >
      <ul class="moj-sub-navigation__list">
        {props.items.map((item) => [
          <li class={classNames('moj-sub-navigation__item', item.classes)}>
            <a
              class="moj-sub-navigation__link"
              aria-current={item.active ? 'page' : undefined}
              href={item.href}
              {...item.attributes}
            >
              {item.text}
            </a>
          </li>,
          ' ',
        ])}
      </ul>
    </nav>
  );
}
