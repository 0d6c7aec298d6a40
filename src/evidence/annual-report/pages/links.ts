import type { DocumentFormat } from '../../../platform/documents/index.ts';
import type { Audience } from '../../snapshot/index.ts';

/** Address of a year's report. */
export function reportHref(year: string): string {
  return `/report/${encodeURIComponent(year)}`;
}

/** Address of a year's checklist against one edition of the guidance: the one in force when it ended, unless told. */
export function checklistHref(year: string, edition?: string): string {
  const page = `${reportHref(year)}/checklist`;
  return edition === undefined ? page : `${page}?edition=${encodeURIComponent(edition)}`;
}

/** Address of a year's report as a file: fit for publication, or for partners with small numbers. */
export function downloadHref(year: string, format: DocumentFormat, audience: Audience = 'public'): string {
  return `${reportHref(year)}/${audience === 'partnership' ? 'download-for-partners' : 'download'}?format=${format}`;
}
