import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from '../govuk/content.ts';
import type { NavigationItem } from './navigation-item.ts';

/** What a primary navigation takes. */
export interface PrimaryNavigationProps extends Dressing {
  items: readonly NavigationItem[];
  /** Names the landmark. */
  label?: string | undefined;
  containerClasses?: string | undefined;
  /** A search, shown at the far end. */
  search?: ComponentChildren;
}

/** Leads between the parts of the product, at the head of every page. */
export function PrimaryNavigation(props: PrimaryNavigationProps): VNode {
  return (
    <div class={classNames('moj-primary-navigation', props.containerClasses)}>
      <div class="moj-primary-navigation__container">
        <div class="moj-primary-navigation__nav">
          <nav
            class={classNames('moj-primary-navigation', props.classes)}
            aria-label={props.label}
            {...props.attributes}
          >
            <ul class="moj-primary-navigation__list">
              {props.items.map((item) => [
                <li class="moj-primary-navigation__item">
                  <a
                    class="moj-primary-navigation__link"
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
        </div>{' '}
        {props.search ? <div class="moj-primary-navigation__search">{props.search}</div> : null}
      </div>
    </div>
  );
}
