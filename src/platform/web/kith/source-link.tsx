import type { VNode } from 'preact';

/** The address of a record's provenance page. */
export function provenanceHref(kind: string, key: string): string {
  return `/records/${encodeURIComponent(kind)}/${encodeURIComponent(key)}`;
}

/** What the link to a record's provenance takes. */
export interface SourceLinkProps {
  /** Where it leads: `provenanceHref(kind, key)`, or a figure's own page. */
  href: string;
  /** What it is the source of, for people who hear links one by one: "priority 2". Read out, not shown. */
  of: string;
}

/** The quiet link that stands beside every claim and figure and opens its provenance. Looks the same everywhere. */
export function SourceLink(props: SourceLinkProps): VNode {
  return (
    <a class="kith-source" href={props.href}>
      Source<span class="govuk-visually-hidden"> of {props.of}</span>
    </a>
  );
}
