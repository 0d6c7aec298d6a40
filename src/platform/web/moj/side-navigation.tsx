import type { VNode } from 'preact';
import { type Content, classNames, type Dressing } from '../govuk/content.ts';
import type { NavigationItem } from './navigation-item.ts';

/** A headed part of a side navigation. */
export interface SideNavigationSection {
  /** Level 4 unless told. */
  heading: Content & { headingLevel?: number | undefined };
  items: readonly NavigationItem[];
}

/** What a side navigation takes: items, or sections of them. */
export interface SideNavigationProps extends Dressing {
  items?: readonly NavigationItem[] | undefined;
  sections?: readonly SideNavigationSection[] | undefined;
  /** Names the landmark. */
  label?: string | undefined;
}

/** Leads between the pages of a part of the product, beside what the page shows. */
export function SideNavigation(props: SideNavigationProps): VNode {
  return (
    <nav class={classNames('moj-side-navigation', props.classes)} aria-label={props.label} {...props.attributes}>
      {props.sections ? props.sections.map(section) : list(props.items ?? [])}
    </nav>
  );
}

function section({ heading, items }: SideNavigationSection): VNode {
  const Heading = `h${heading.headingLevel ?? 4}` as 'h4';
  return (
    <>
      <Heading class={classNames('moj-side-navigation__title', heading.classes)} {...heading.attributes}>
        {heading.text}
      </Heading>
      {list(items)}
    </>
  );
}

function list(items: readonly NavigationItem[]): VNode {
  return (
    <ul class="moj-side-navigation__list">
      {items.map((item) => (
        <li
          class={
            item.active ? 'moj-side-navigation__item moj-side-navigation__item--active' : 'moj-side-navigation__item'
          }
          {...item.attributes}
        >
          <a href={item.href} aria-current={item.active ? 'location' : undefined}>
            {item.text}
          </a>
        </li>
      ))}
    </ul>
  );
}
