import type { ComponentChildren, VNode } from 'preact';

/** Something a reader must know before relying on what stands beside it. */
export function DataNote(props: { title?: string; children: ComponentChildren }): VNode {
  return (
    <div class="kith-data-note">
      <p class="kith-data-note__title">{props.title ?? 'Data note'}</p>
      <p>{props.children}</p>
    </div>
  );
}
