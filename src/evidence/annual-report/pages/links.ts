import type { DocumentFormat } from '../../../platform/documents/index.ts';
import type { Audience } from '../../snapshot/index.ts';

/** Address of a year's report. */
export function reportHref(year: string): string {
  return `/report/${encodeURIComponent(year)}`;
}

/** Address of a year's checklist against one edition of the guidance: the one in force when it ended, unless told. */
export function checklistHref(year: string, edition?: string, requirement?: { number: number }): string {
  const page = `${reportHref(year)}/checklist`;
  const at = requirement === undefined ? '' : `#${requirementPlace(requirement)}`;
  return edition === undefined ? page : `${page}?edition=${encodeURIComponent(edition)}${at}`;
}

/** The place of a requirement on its checklist. */
export function requirementPlace({ number }: { number: number }): string {
  return `requirement-${number}`;
}

/** Address of the form that judges a requirement for a year. */
export function judgingHref(year: string, requirement: string): string {
  return `${reportHref(year)}/requirements/${encodeURIComponent(requirement)}`;
}

/** Address of a year's report as a file: fit for publication, or for partners with small numbers. */
export function downloadHref(year: string, format: DocumentFormat, audience: Audience = 'public'): string {
  return `${reportHref(year)}/${audience === 'partnership' ? 'download-for-partners' : 'download'}?format=${format}`;
}
