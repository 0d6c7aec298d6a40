import type { VNode } from 'preact';
import { dateInWords, type PlainDate } from '../../clocks/index.ts';
import { type WaitingItem, waitsFor } from '../../waiting/index.ts';
import { Mark } from './mark.tsx';

/** Things that wait for somebody, each with its link, how it stands with its day, what it is and why it is there. */
export function WaitingList({ items, today }: { items: readonly WaitingItem[]; today: PlainDate }): VNode {
  return (
    <ul class="kith-list">
      {items.map((item) => {
        const { late, soon, says } = waitsFor(item, today);
        return (
          <li key={item.key}>
            <a class="govuk-link kith-list__title" href={item.href}>
              {item.title}
            </a>
            <span class="kith-list__about">
              <Mark shape={late ? 'open' : soon ? 'half' : 'full'}>{says}</Mark>
            </span>
            <span class="kith-list__about kith-quiet">
              {item.kind}
              {item.whose === null ? '' : `, ${item.whose}`}. {item.why}.
              {item.since !== null && item.since < today ? ` Since ${dateInWords(item.since)}.` : ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
