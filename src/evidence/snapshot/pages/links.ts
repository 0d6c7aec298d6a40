import type { Audience } from '../view.ts';

/** Address of both areas' figures side by side; without a year, of the latest one. */
export function snapshotHref(year?: string): string {
  return year === undefined ? '/snapshot' : `/snapshot?year=${encodeURIComponent(year)}`;
}

/** Address of one area's snapshot of a year. */
export function areaHref(areaCode: string, year: string): string {
  return `/snapshot/areas/${encodeURIComponent(areaCode)}?year=${encodeURIComponent(year)}`;
}

/** Address of a line of the snapshot, or one indicator of it, over time. */
export function indicatorHref(codeOrLineKey: string): string {
  return `/snapshot/indicators/${encodeURIComponent(codeOrLineKey)}`;
}

/** Address of a figure's provenance. */
export function figureHref(id: number): string {
  return `/figures/${id}`;
}

/** Address of one published series: the measure's own id, then the words that tell series of one id apart. */
export function publishedHref(series: { measureId: string; measure: string; breakdown: string }): string {
  const query = new URLSearchParams({ measure: series.measure, breakdown: series.breakdown });
  return `/snapshot/published/${encodeURIComponent(series.measureId)}?${query}`;
}

/** Formats a download comes in. */
export const DOWNLOAD_FORMATS = ['csv', 'xlsx'] as const;

/** Format of a download. */
export type DownloadFormat = (typeof DOWNLOAD_FORMATS)[number];

/** What the file of a page's figures is called in its address: for anybody, and for partners with small numbers. */
export const DOWNLOAD_NAMES: Record<Audience, string> = { public: 'figures', partnership: 'figures-for-partners' };

/** Address of a page's figures as a file: the page's own address with `figures.csv` or `figures.xlsx` behind its path. */
export function downloadHref(pageHref: string, format: DownloadFormat, audience: Audience = 'public'): string {
  const [path, query] = pageHref.split('?', 2);
  return `${path}/${DOWNLOAD_NAMES[audience]}.${format}${query === undefined ? '' : `?${query}`}`;
}
