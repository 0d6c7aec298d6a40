import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NewItem, NOT_KNOWN_ITEM } from '../meeting.ts';
import { itemTimes, movedItem, placeForNew, standingItems, timeInAll, toOffer, withLast } from './rules.ts';

const last = { title: 'Executive, Tuesday 13 October 2026', href: '/meetings/1' };

describe('an agenda', () => {
  it('begins with the minutes of last time and ends with what nobody knows, whatever the series has between', () => {
    const items = standingItems([{ title: 'Reports of the Engine Room', asks: 'discuss', minutes: 20 }]);
    expect(items.map(({ title }) => title)).toEqual([
      'Minutes of last time',
      'Reports of the Engine Room',
      NOT_KNOWN_ITEM,
    ]);
  });

  it('says of which meeting the minutes of last time are, as it is when somebody looks', () => {
    const [item] = standingItems([]);
    const items = [{ ...(item as NewItem), id: '1', meetingId: '2', position: 1 }];
    expect(withLast(items, last)[0]).toMatchObject({
      whyNow: 'Of Executive, Tuesday 13 October 2026',
      href: '/meetings/1',
    });
    expect(withLast(items, null)[0]?.whyNow).toBe('There is no earlier meeting in Kith');
  });

  const line = (key: string) => ({ key, title: key, whyNow: 'x', href: '/' });
  const keysOf = (offers: ReturnType<typeof toOffer>) => offers.map(({ lines }) => lines.map(({ key }) => key));

  it('offers a live line until it stands on the agenda', () => {
    const offers = [{ name: 'Actions', lines: [line('a'), line('b')] }];
    expect(keysOf(toOffer(offers, [{ sourceKey: 'a' }, { sourceKey: null }], 20))).toEqual([['b']]);
    expect(toOffer(offers, [{ sourceKey: 'a' }, { sourceKey: 'b' }], 20)).toEqual([]);
  });

  it('offers what two sources have once, where it comes first', () => {
    const offers = [
      { name: 'Actions', lines: [line('a'), line('b'), line('a')] },
      { name: 'Reviews', lines: [line('b'), line('c')] },
      { name: 'Clocks', lines: [line('a')] },
    ];
    expect(toOffer(offers, [], 20).map(({ name }) => name)).toEqual(['Actions', 'Reviews']);
    expect(keysOf(toOffer(offers, [], 20))).toEqual([['a', 'b'], ['c']]);
  });

  it('offers no more of one source than a page can hold, whatever there is, and never a line twice', () => {
    const sources = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 }), { maxLength: 4 });
    fc.assert(
      fc.property(sources, fc.subarray(['a', 'c', 'e']), (keys, taken) => {
        const offers = keys.map((of, at) => ({ name: String(at), lines: of.map(line) }));
        const shown = keysOf(
          toOffer(
            offers,
            taken.map((sourceKey) => ({ sourceKey })),
            3,
          ),
        );
        const all = shown.flat();
        expect(shown.every((of) => of.length > 0 && of.length <= 3)).toBe(true);
        expect(new Set(all).size).toBe(all.length);
        expect(all.some((key) => taken.includes(key))).toBe(false);
        if (keys.every((of) => new Set(of).size <= 3)) {
          expect(all.toSorted()).toEqual([...new Set(keys.flat())].filter((key) => !taken.includes(key)).toSorted());
        }
      }),
    );
  });

  it('takes new items in before what is asked last', () => {
    expect(
      placeForNew([
        { part: null, position: 1 },
        { part: 'not-known', position: 2 },
      ]),
    ).toBe(2);
    expect(placeForNew([{ part: null, position: 1 }])).toBe(2);
    expect(placeForNew([])).toBe(1);
  });

  it('says when each item begins, as far as times were given', () => {
    const items = [{ minutes: 5 }, { minutes: 55 }, { minutes: null }, { minutes: 5 }];
    expect(itemTimes('10:00', items)).toEqual(['10am', '10:05am', '11am', null]);
    expect(itemTimes('23:58', [{ minutes: 2 }, { minutes: 5 }])).toEqual(['11:58pm', 'midnight']);
  });

  it('says when the items take longer than the meeting', () => {
    expect(timeInAll(60, [{ minutes: 40 }, { minutes: 30 }])).toEqual({
      ...{ fits: false, says: 'The items take 70 minutes, 10 more than the meeting lasts.' },
    });
    expect(timeInAll(60, [{ minutes: 40 }, { minutes: null }]).says).toBe(
      'The items take 40 of 60 minutes. 1 item has no time yet.',
    );
  });

  it('loses and doubles no item however it is ordered', () => {
    const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        ids,
        fc.array(fc.tuple(fc.nat(25), fc.constantFrom('up' as const, 'down' as const))),
        (all, steps) => {
          let order: string[] = all;
          for (const [at, way] of steps) order = movedItem(order, all[at] ?? 'nobody', way);
          expect(order.toSorted()).toEqual(all.toSorted());
        },
      ),
    );
    expect(movedItem(['a', 'b', 'c'], 'b', 'up')).toEqual(['b', 'a', 'c']);
    expect(movedItem(['a', 'b', 'c'], 'c', 'down')).toEqual(['a', 'b', 'c']);
  });
});
