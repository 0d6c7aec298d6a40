import type { VNode } from 'preact';
import { WarningText } from '../govuk/index.ts';

/** What must be said wherever small numbers stand: on pages, on paper and in files. */
export const NOT_FOR_PUBLICATION = 'Shown to partners: includes small numbers; not for publication.';

/** Says so at the head of a page. Printed too. */
export function ForPartners(): VNode {
  return <WarningText>{NOT_FOR_PUBLICATION}</WarningText>;
}
