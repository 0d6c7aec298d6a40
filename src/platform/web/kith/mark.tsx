import type { ComponentChildren, VNode } from 'preact';

/** How far something is so: wholly, partly, not, or nobody knows. Each has a shape of its own. */
export type MarkShape = 'full' | 'half' | 'open' | 'unknown';

/** A word with a shape before it, so that its meaning needs neither colour nor sight. */
export function Mark(props: { shape: MarkShape; children: ComponentChildren }): VNode {
  return <span class={`kith-mark kith-mark--${props.shape}`}>{props.children}</span>;
}
