import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, type WaitingItem, waitsFor } from './waiting.ts';

function item(given: Partial<WaitingItem>): WaitingItem {
  return { key: 'a', kind: 'Action', title: 'x', href: '/', whose: null, due: null, since: null, why: 'x', ...given };
}

describe('what waits', () => {
  it('stands in the order of the days on which it is due, what has none last', () => {
    const items = [
      item({ key: 'none' }),
      item({ key: 'later', due: '2026-12-02' }),
      item({ key: 'late', due: '2026-11-02' }),
    ];
    expect(inOrder(items).map(({ key }) => key)).toEqual(['late', 'later', 'none']);
  });

  it('stands there once, as the first source tells it, and nothing is lost on the way', () => {
    const days = fc.constantFrom(null, '2026-11-01', '2026-12-01');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), days)), (given) => {
        const items = given.map(([key, due], at) => item({ key, due, title: String(at) }));
        const shown = inOrder(items);
        expect(shown.map(({ key }) => key).toSorted()).toEqual([...new Set(items.map(({ key }) => key))].toSorted());
        for (const one of shown) expect(one.title).toBe(items.find(({ key }) => key === one.key)?.title);
        const due = shown.map((one) => one.due ?? '9999');
        expect(due).toEqual(due.toSorted());
      }),
    );
  });

  it.each([
    ['2026-11-20', null, 'Late: it was due on 20 November 2026', true],
    ['2026-11-23', null, 'Due today', false],
    ['2026-12-01', null, 'Due on 1 December 2026', false],
    [null, '2026-11-22', 'Waiting for 1 day', false],
    [null, '2026-11-03', 'Waiting for 20 days', false],
    [null, '2026-11-23', 'Waiting', false],
    [null, null, 'Waiting', false],
  ])('says how it stands with its day: due %s, since %s', (due, since, says, late) => {
    expect(waitsFor({ due, since }, '2026-11-23')).toMatchObject({ says, late });
  });
});
