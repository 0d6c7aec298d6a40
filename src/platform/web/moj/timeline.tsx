import type { ComponentChildren, VNode } from 'preact';
import { type Attributes, classNames, type Dressing } from '../govuk/content.ts';

/** One thing that happened. */
export interface TimelineItem extends Dressing {
  /** What happened. */
  label: ComponentChildren;
  /** Who did it; shown after “by”. */
  byline?: ComponentChildren;
  /** When. */
  datetime: {
    /** For machines: a date (`2021-06-14`), or a date and time with its offset. */
    timestamp: string;
    /** For people. */
    text: ComponentChildren;
  };
  /** What is known of it. */
  text?: ComponentChildren;
  attributes?: Attributes | undefined;
}

/** What a timeline takes. */
export interface TimelineProps extends Dressing {
  items: readonly TimelineItem[];
  /** Level of the items' headings; 2 unless told. */
  headingLevel?: number | undefined;
}

/** Shows what happened, one thing beneath the other, in the order it is given. */
export function Timeline(props: TimelineProps): VNode {
  const Heading = `h${props.headingLevel ?? 2}` as 'h2';
  return (
    <div class={classNames('moj-timeline', props.classes)} {...props.attributes}>
      {props.items.map((item) => (
        <div class={classNames('moj-timeline__item', item.classes)} {...item.attributes}>
          <div class="moj-timeline__header">
            <Heading class="moj-timeline__title">{item.label}</Heading>{' '}
            {item.byline ? <p class="moj-timeline__byline">by {item.byline}</p> : null}
          </div>
          <p class="moj-timeline__date">
            <time datetime={item.datetime.timestamp}>{item.datetime.text}</time>
          </p>
          <div class="moj-timeline__description">{item.text}</div>
        </div>
      ))}
    </div>
  );
}
