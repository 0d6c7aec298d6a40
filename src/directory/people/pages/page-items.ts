import type { PaginationItem } from '../../../platform/web/govuk/index.ts';

/** The first page, the last, and those around the one that is shown, with a gap where some are left out. */
export function pageItems(current: number, count: number, hrefOf: (page: number) => string): PaginationItem[] {
  const shown = Array.from({ length: count }, (_, at) => at + 1).filter(
    (page) => page === 1 || page === count || Math.abs(page - current) <= 1,
  );
  return shown.flatMap((number, at): PaginationItem[] => {
    const item = { number, href: hrefOf(number), current: number === current };
    return at > 0 && number - (shown[at - 1] ?? 0) > 1 ? [{ ellipsis: true }, item] : [item];
  });
}
