import type { ComponentChildren, VNode } from 'preact';
import { type Attributes, classNames, type Dressing, isEmpty } from './content.ts';

/** One numbered page, or the gap between two. */
export interface PaginationItem {
  number?: number | string | undefined;
  href?: string | undefined;
  current?: boolean | undefined;
  /** Stands for the pages that are left out. */
  ellipsis?: boolean | undefined;
  /** Names the link; “Page” and the number unless told. */
  visuallyHiddenText?: string | undefined;
  attributes?: Attributes | undefined;
}

/** The link to the page before or after. */
export interface PaginationLink {
  href: string;
  /** “Previous page” or “Next page” unless told. */
  text?: ComponentChildren;
  /** What the other page is, where pages are not numbered. */
  labelText?: string | undefined;
  attributes?: Attributes | undefined;
}

/** What pagination takes. */
export interface PaginationProps extends Dressing {
  items?: readonly (PaginationItem | null)[] | undefined;
  previous?: PaginationLink | undefined;
  next?: PaginationLink | undefined;
  landmarkLabel?: string | undefined;
}

/** Leads through the pages of a long list, or of a guide. */
export function Pagination(props: PaginationProps): VNode {
  const isBlock = !props.items && !!(props.next || props.previous);
  return (
    <nav
      class={classNames(isBlock ? 'govuk-pagination govuk-pagination--block' : 'govuk-pagination', props.classes)}
      aria-label={props.landmarkLabel || 'Pagination'}
      {...props.attributes}
    >
      {props.previous?.href ? arrowLink('prev', props.previous, isBlock) : null}
      {props.items ? (
        <ul class="govuk-pagination__list">
          {props.items.map((item) => (item && Object.keys(item).length > 0 ? pageItem(item) : null))}
        </ul>
      ) : null}
      {props.next?.href ? arrowLink('next', props.next, isBlock) : null}
    </nav>
  );
}

function pageItem(item: PaginationItem): VNode {
  if (item.ellipsis) {
    return (
      <li
        class={
          item.current
            ? 'govuk-pagination__item govuk-pagination__item--current govuk-pagination__item--ellipsis'
            : 'govuk-pagination__item govuk-pagination__item--ellipsis'
        }
      >
        ⋯
      </li>
    );
  }
  return (
    <li class={item.current ? 'govuk-pagination__item govuk-pagination__item--current' : 'govuk-pagination__item'}>
      <a
        class="govuk-link govuk-pagination__link"
        href={item.href ?? ''}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  );
}

function arrowLink(type: 'prev' | 'next', link: PaginationLink, isBlock: boolean): VNode {
  const arrowFirst = isBlock || type === 'prev';
  return (
    <div class={`govuk-pagination__${type}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={type} {...link.attributes}>
        {arrowFirst ? arrow(type) : null}
        <span
          class={
            isBlock && !link.labelText
              ? 'govuk-pagination__link-title govuk-pagination__link-title--decorated'
              : 'govuk-pagination__link-title'
          }
        >
          {isEmpty(link.text) ? (
            <>
              {type === 'prev' ? 'Previous' : 'Next'}
              <span class="govuk-visually-hidden"> page</span>
            </>
          ) : (
            link.text
          )}
        </span>
        {link.labelText && isBlock ? (
          <>
            {' '}
            <span class="govuk-visually-hidden">:</span>{' '}
            <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        ) : null}
        {arrowFirst ? null : arrow(type)}
      </a>
    </div>
  );
}

function arrow(type: 'prev' | 'next'): VNode {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${type}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path
        d={
          type === 'prev'
            ? 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z'
            : 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z'
        }
      />
    </svg>
  );
}
