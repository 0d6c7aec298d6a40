import type { ComponentChildren, VNode } from 'preact';
import type { Attributes } from '../govuk/content.ts';
import { Button } from '../govuk/index.ts';

/** Filters that are set, of one kind. */
export interface FilterCategory {
  heading: ComponentChildren;
  /** Each leads to the list without that filter. */
  items: readonly { text: string; href: string }[];
}

/** What a filter takes. */
export interface FilterProps {
  heading: ComponentChildren;
  /** What is set now. */
  selectedFilters?:
    | {
        heading: ComponentChildren;
        /** Leads to the list without any filter. */
        clearLink: { text: string; href: string };
        categories: readonly FilterCategory[];
      }
    | undefined;
  /** “Apply filters” unless told. */
  submit?: { text?: string | undefined; attributes?: Attributes | undefined } | undefined;
  /** The fields to filter by. */
  children: ComponentChildren;
  attributes?: Attributes | undefined;
}

/** Narrows a list down: what is set, and fields to set more. Stands inside a form that is sent with GET. */
export function Filter(props: FilterProps): VNode {
  return (
    <div class="moj-filter" data-module="moj-filter" {...props.attributes}>
      <div class="moj-filter__header">
        <div class="moj-filter__header-title">
          <h2 class="govuk-heading-m">{props.heading}</h2>
        </div>{' '}
        <div class="moj-filter__header-action" />
      </div>
      <div class="moj-filter__content">
        {props.selectedFilters ? <Selected {...props.selectedFilters} /> : null}
        <div class="moj-filter__options">
          <Button attributes={props.submit?.attributes}>{props.submit?.text || 'Apply filters'}</Button>
          {props.children}
        </div>
      </div>
    </div>
  );
}

function Selected(selected: NonNullable<FilterProps['selectedFilters']>): VNode {
  return (
    <div class="moj-filter__selected">
      <div class="moj-filter__selected-heading">
        <div class="moj-filter__heading-title">
          <h2 class="govuk-heading-m">{selected.heading}</h2>
        </div>{' '}
        <div class="moj-filter__heading-action">
          <p>
            <a class="govuk-link govuk-link--no-visited-state" href={selected.clearLink.href}>
              {selected.clearLink.text}
            </a>
          </p>
        </div>
      </div>
      {selected.categories.map((category) => (
        <>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-0">{category.heading}</h3>
          <ul class="moj-filter-tags">
            {category.items.map((item) => [
              <li>
                <a class="moj-filter__tag" href={item.href}>
                  <span class="govuk-visually-hidden">Remove this filter</span> {item.text}
                </a>
              </li>,
              ' ',
            ])}
          </ul>
        </>
      ))}
    </div>
  );
}
