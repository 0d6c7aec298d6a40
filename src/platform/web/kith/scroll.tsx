import type { ComponentChildren, VNode } from 'preact';

/** A frame in which a wide table scrolls sideways by itself, so that the page never does. The keyboard can reach it. */
export function Scroll(props: { label: string; children: ComponentChildren }): VNode {
  return (
    <section class="kith-scroll" aria-label={props.label} tabindex={0}>
      {props.children}
    </section>
  );
}
