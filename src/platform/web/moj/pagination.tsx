import type { VNode } from 'preact';
import { classNames } from '../govuk/content.ts';
import { Pagination, type PaginationItem, type PaginationProps } from '../govuk/index.ts';

/** Where in a long list the page stands. The first of these that is complete is told. */
export interface PaginationResults {
  /** What is listed; “results” unless told. */
  text?: string | undefined;
  pages?: { current: number; count: number } | undefined;
  from?: number | undefined;
  to?: number | undefined;
  count?: number | undefined;
}

/** What pagination with its results takes. */
export interface PaginationWithResultsProps extends PaginationProps {
  items?: readonly PaginationItem[] | undefined;
  results?: PaginationResults | undefined;
}

/** Leads through the pages of a long list and tells how long it is. A list of one page has no links. */
export function PaginationWithResults({ results, ...pagination }: PaginationWithResultsProps): VNode {
  const pages = pagination.items?.length ?? 0;
  const sentence = results && resultsSentence(results, pages > 0);
  return (
    <div class="moj-pagination">
      {pages > 1 ? (
        <Pagination {...pagination} classes={classNames('moj-pagination__pagination', pagination.classes)} />
      ) : null}
      {sentence ? <p class="moj-pagination__results">{sentence}</p> : null}
    </div>
  );
}

function resultsSentence(results: PaginationResults, hasPages: boolean): string | undefined {
  const { pages, from, to, count, text = 'results' } = results;
  if (hasPages && pages?.current && pages.count) return `Page ${pages.current} of ${pages.count}`;
  if (hasPages && from && to) {
    return count ? `Showing ${from} to ${to} of ${count} total ${text}` : `Showing ${text} ${from} to ${to}`;
  }
  return count ? `${count} total ${text}` : undefined;
}
