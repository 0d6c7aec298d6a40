import type { ComponentChildren, VNode } from 'preact';
import { SourceLink } from './source-link.tsx';

/** A part of a page under a second-level heading. `id` lets other pages link to it. */
export function Section(props: {
  title: string;
  id?: string;
  /** What the part is drawn from, or how to read it. */
  note?: ComponentChildren;
  /** The provenance of the whole part, where it comes from one record. Stands beside the heading. */
  source?: string;
  children: ComponentChildren;
}): VNode {
  return (
    <section class="kith-section" id={props.id}>
      <div class="kith-section__head">
        <h2 class="kith-section__title">{props.title}</h2>
        {props.source ? <SourceLink href={props.source} of={`“${props.title}”`} /> : null}
      </div>
      {props.note ? <p class="kith-section__note">{props.note}</p> : null}
      {props.children}
    </section>
  );
}
