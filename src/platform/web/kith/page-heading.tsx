import type { ComponentChildren, VNode } from 'preact';

/** The first heading of a page. */
export function PageHeading(props: {
  title: string;
  /** What kind of record it is, or its year: stands above the title, quieter. */
  caption?: string;
  /** The one sentence that a reader in a hurry must take away. */
  lede?: ComponentChildren;
}): VNode {
  return (
    <>
      {props.caption ? <span class="govuk-caption-l">{props.caption}</span> : null}
      <h1 class="govuk-heading-l">{props.title}</h1>
      {props.lede ? <p class="kith-lede">{props.lede}</p> : null}
    </>
  );
}
