import { timeInWords } from '../../platform/clocks/index.ts';
import type { LiveLine } from '../../platform/waiting/index.ts';
import { type Item, type NewItem, NOT_KNOWN_ITEM } from '../meeting.ts';
import type { StandingItem } from '../repository.ts';

const NOTHING_MORE = { whyNow: null, href: null, sourceKey: null, leads: null };

/**
 * The items with which every agenda begins: minutes of last time first, what the series has each time, and last of all what
 * nobody here knows.
 */
export function standingItems(standing: readonly StandingItem[]): NewItem[] {
  return [
    {
      ...{ ...NOTHING_MORE, kind: 'standing', part: 'minutes-of-last-time', asks: 'decide', minutes: 5 },
      title: 'Minutes of last time',
    },
    ...standing.map(({ title, asks, minutes }) => ({
      ...{ ...NOTHING_MORE, kind: 'standing' as const, part: null, title, asks, minutes },
    })),
    { ...NOTHING_MORE, kind: 'standing', part: 'not-known', title: NOT_KNOWN_ITEM, asks: 'discuss', minutes: 10 },
  ];
}

/** An agenda whose item on last time's minutes says which meeting that was. Asked anew each time: dates are planned a year ahead. */
export function withLast(items: readonly Item[], last: { title: string; href: string } | null): Item[] {
  return items.map((item) =>
    item.part === 'minutes-of-last-time'
      ? { ...item, whyNow: last ? `Of ${last.title}` : 'There is no earlier meeting in Kith', href: last?.href ?? null }
      : item,
  );
}

/** What one source offers. */
export interface Offer {
  name: string;
  lines: LiveLine[];
}

/**
 * What of all that sources offer is still to offer: nothing that stands on the agenda, what two sources offer only under the
 * first, at most so many lines of one, and no heading without lines.
 */
export function toOffer(offers: readonly Offer[], items: readonly Pick<Item, 'sourceKey'>[], most: number): Offer[] {
  const taken = new Set(items.map(({ sourceKey }) => sourceKey));
  const left: Offer[] = [];
  for (const { name, lines } of offers) {
    const fresh: LiveLine[] = [];
    for (const line of lines) {
      if (fresh.length === most) break;
      if (taken.has(line.key)) continue;
      taken.add(line.key);
      fresh.push(line);
    }
    if (fresh.length > 0) left.push({ name, lines: fresh });
  }
  return left;
}

/** Where a new item goes: before the last standing item, so that what is not known is asked at the end. */
export function placeForNew(items: readonly Pick<Item, 'part' | 'position'>[]): number {
  const last = items.at(-1);
  if (!last) return 1;
  return last.part === 'not-known' ? last.position : last.position + 1;
}

/** An item moved up or down by one: ids in their new order. The same order where it can't move. */
export function movedItem(ids: readonly string[], id: string, way: 'up' | 'down'): string[] {
  const at = ids.indexOf(id);
  const to = way === 'up' ? at - 1 : at + 1;
  if (at === -1 || to < 0 || to >= ids.length) return [...ids];
  const order = [...ids];
  order.splice(at, 1);
  order.splice(to, 0, id);
  return order;
}

/** When each item begins by the planned times; null from the first item on before which a time is missing. */
export function itemTimes(starts: string, items: readonly Pick<Item, 'minutes'>[]): (string | null)[] {
  const [hour = 0, minute = 0] = starts.split(':').map(Number);
  let at: number | null = hour * 60 + minute;
  return items.map(({ minutes }) => {
    const begins = at === null ? null : clock(at);
    at = at === null || minutes === null ? null : at + minutes;
    return begins;
  });
}

function clock(minutes: number): string {
  const inDay = minutes % 1440;
  return timeInWords(`${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`);
}

/** How the planned times fit the meeting: "The items take 95 of 120 minutes", or a warning. */
export function timeInAll(minutes: number, items: readonly Pick<Item, 'minutes'>[]): { says: string; fits: boolean } {
  const sum = items.reduce((total, item) => total + (item.minutes ?? 0), 0);
  const without = items.filter((item) => item.minutes === null).length;
  const rest = without === 0 ? '' : ` ${without} ${without === 1 ? 'item has' : 'items have'} no time yet.`;
  if (sum > minutes) {
    return { says: `The items take ${sum} minutes, ${sum - minutes} more than the meeting lasts.${rest}`, fits: false };
  }
  return { says: `The items take ${sum} of ${minutes} minutes.${rest}`, fits: true };
}
