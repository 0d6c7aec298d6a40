import type { DocumentFormat } from '../../../platform/documents/index.ts';

/** Address of a year's report. */
export function reportHref(year: string): string {
  return `/report/${encodeURIComponent(year)}`;
}

/** Address of a year's checklist against one edition of the guidance. */
export function checklistHref(year: string, edition: string): string {
  return `${reportHref(year)}/checklist?edition=${encodeURIComponent(edition)}`;
}

/** Address of a year's report as a file. */
export function downloadHref(year: string, format: DocumentFormat): string {
  return `${reportHref(year)}/download?format=${format}`;
}
