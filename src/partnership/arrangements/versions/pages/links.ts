import type { Crumb } from '../../../../platform/web/page.tsx';
import { WORK_ON } from '../work-on.ts';

/** The published arrangements. */
export const PUBLIC = '/partnership/arrangements';

/** Address of a published version. */
export function publicHref(number: number): string {
  return `${PUBLIC}/${number}`;
}

/** Address of a version for whoever works on it. */
export function workHref(id: string): string {
  return `${WORK_ON}/${id}`;
}

/** Address of a section for whoever works on it. */
export function sectionHref(id: string, key: string): string {
  return `${workHref(id)}/sections/${key}`;
}

/** Pages above the published arrangements. */
export const CRUMBS: readonly Crumb[] = [
  { text: 'Home', href: '/' },
  { text: 'Partnership', href: '/partnership' },
];

/** Pages above what is worked on, and above one version where that is given. */
export function workCrumbs(version?: { id: string; number: number | null }): Crumb[] {
  return [
    ...CRUMBS,
    { text: 'Arrangements', href: PUBLIC },
    ...(version ? [{ text: 'Versions', href: WORK_ON }] : []),
    ...(version && version.id !== '' ? [{ text: versionName(version), href: workHref(version.id) }] : []),
  ];
}

/** "Version 3". */
export function versionName({ number }: { number: number | null }): string {
  return number === null ? 'A version that was given up' : `Version ${number}`;
}
