import type { Crumb } from '../../platform/web/page.tsx';

/** The scrutineer's workspace. */
export const SCRUTINY_PAGE = '/scrutiny';
/** Tests of implementation. */
export const TESTS = '/scrutiny/tests';
/** Walk-rounds and conversations. */
export const VISITS_PAGE = '/scrutiny/visits';
/** Yearly statements. */
export const STATEMENTS = '/scrutiny/statements';

/** Address of one test. */
export function testHref(id: string): string {
  return `${TESTS}/${id}`;
}

/** Address of one edition of a statement. */
export function statementHref(id: string): string {
  return `${STATEMENTS}/${id}`;
}

/** Pages above the workspace, or above something below it. */
export function crumbs(...below: Crumb[]): Crumb[] {
  return [{ text: 'Home', href: '/' }, { text: 'Scrutiny', href: SCRUTINY_PAGE }, ...below];
}
