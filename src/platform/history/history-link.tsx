import type { VNode } from 'preact';

/** Leads to the history of a record; `of` says whose, for ears alone, where a page shows more records than one. */
export function HistoryLink({ href, of }: { href: string; of?: string }): VNode {
  return (
    <p class="govuk-body kith-no-print">
      <a class="govuk-link" href={href}>
        What was changed, by whom and why
        {of ? <span class="govuk-visually-hidden">: {of}</span> : null}
      </a>
    </p>
  );
}
