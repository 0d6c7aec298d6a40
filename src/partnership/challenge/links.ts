import type { Crumb } from '../../platform/web/page.tsx';

/** The register of both kinds. */
export const REGISTER = '/challenge';
/** Where disagreements begin. */
export const DISAGREEMENTS = '/challenge/disagreements';
/** Where challenges between agencies begin. */
export const PEER = '/challenge/peer';
/** How long each stage may take. */
export const LIMITS = '/challenge/time-limits';
/** Counts over what is on record. */
export const ANALYSIS = '/challenge/analysis';
/** Who to ask in another agency. */
export const FINDER = '/challenge/opposite-numbers';

/** Pages above the register, or above something below it. */
export function crumbs(...below: Crumb[]): Crumb[] {
  return [{ text: 'Home', href: '/' }, { text: 'Challenge', href: REGISTER }, ...below];
}
