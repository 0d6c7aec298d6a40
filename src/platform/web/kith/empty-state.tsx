import type { ComponentChildren, VNode } from 'preact';

/** Stands where records will stand: says what will be here and how it gets here. */
export function EmptyState(props: { will: ComponentChildren; how: ComponentChildren }): VNode {
  return (
    <div class="kith-empty">
      <p class="govuk-body">{props.will}</p>
      <div class="govuk-body">{props.how}</div>
    </div>
  );
}

/**
 * How records get in until there are forms for them, said to whoever comes by: who brings them, and in small print for
 * that office the command. `command` is the one that brings these records, where it is not that of a year file.
 */
export function LoadAYear({ command = 'kith load my-year.yaml' }: { command?: string }): VNode {
  return (
    <>
      <p class="govuk-body">
        The partnership's office has not loaded this yet. Only the office can; how is in the operator's guide.
      </p>
      <p class="kith-small-print">
        For the office: <code class="kith-code">{command}</code>, described in{' '}
        <code class="kith-code">docs/how-to/load-a-year.md</code>.
      </p>
    </>
  );
}
