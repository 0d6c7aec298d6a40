import type { VNode } from 'preact';
import { WarningText } from '../govuk/index.ts';

/** What must be said wherever small numbers leave Kith: on paper and in files. */
export const NOT_FOR_PUBLICATION = 'Shown to partners: includes small numbers; not for publication.';

/** What is said at the head of a page that shows them. */
export const WHOLE_FIGURES = 'You see whole figures, small numbers included: don’t pass them on.';

/** Says so, on the screen and in print. */
export function ForPartners(): VNode {
  return <WarningText>{WHOLE_FIGURES}</WarningText>;
}
