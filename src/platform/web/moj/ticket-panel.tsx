import type { VNode } from 'preact';
import { type Content, classNames, type Dressing } from '../govuk/content.ts';

/** What a ticket panel takes. */
export interface TicketPanelProps extends Dressing {
  /** Parts that belong together, each in a frame of its own. */
  items: readonly Content[];
}

/** Shows the main facts of one thing in frames, beside or beneath one another. */
export function TicketPanel(props: TicketPanelProps): VNode {
  return (
    <article class={classNames('moj-ticket-panel', props.classes)} {...props.attributes}>
      {props.items.map((item) => (
        <section class={classNames('moj-ticket-panel__content', item.classes)} {...item.attributes}>
          {item.text}
        </section>
      ))}
    </article>
  );
}
