import type { ComponentChildren, VNode } from 'preact';

/** Stands where records will stand: says what will be here and how it gets here. */
export function EmptyState(props: { will: ComponentChildren; how: ComponentChildren }): VNode {
  return (
    <div class="kith-empty">
      <p class="govuk-body">{props.will}</p>
      <p class="govuk-body">{props.how}</p>
    </div>
  );
}

/** How records get in until there are forms for them: the one sentence that every empty page shares. */
export function LoadAYear(): VNode {
  return (
    <>
      It comes from a year file: <code class="kith-code">kith load my-year.yaml</code>. The file format is described in{' '}
      <code class="kith-code">docs/how-to/load-a-year.md</code>.
    </>
  );
}
