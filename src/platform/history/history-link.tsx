import type { VNode } from 'preact';

/** Leads from a record's own page to its history. */
export function HistoryLink({ href }: { href: string }): VNode {
  return (
    <p class="govuk-body kith-no-print">
      <a class="govuk-link" href={href}>
        What was changed, by whom and why
      </a>
    </p>
  );
}
