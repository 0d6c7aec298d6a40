import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Course, moved, yearBefore } from './moved.ts';

function course(unit: string, before: number | null, now: number | null, periods = ['2020-21', '2021-22']): Course {
  const [first = '', second = ''] = periods;
  const point = (period: string, value: number | null) => ({ period, value, text: String(value ?? 'not shown') });
  const points = [point(first, before), point(second, now)];
  return { key: 'x', title: 'Referrals, Stockton', href: '/x', unit, points, newest: second };
}

const says = (one: Course) => moved([one]).map(({ percent }) => percent);

describe('a figure that moved', () => {
  it.each([
    ['children', 100, 111, [11]],
    ['children', 100, 109, []],
    ['children', 30, 39, []],
    ['children', 100, 80, [-20]],
    ['percent', 20, 22.9, []],
    ['percent', 20, 23, [15]],
    ['percent', 60, 63, []],
    ['per-10000', 40, 45, [12.5]],
    ['yes-no', 0, 1, []],
    ['children', 0, 50, []],
  ])('of %s from %d to %d is told where both its thresholds are reached', (unit, before, now, told) => {
    expect(says(course(unit, before, now))).toEqual(told);
  });

  it('is compared with the same period of the year before alone', () => {
    expect(says(course('children', 100, 200, ['2021-01', '2022-01']))).toEqual([100]);
    expect(says(course('children', 100, 200, ['2019-20', '2021-22']))).toEqual([]);
    expect(says(course('children', 100, 200, ['2021-03-31', '2022-01-31']))).toEqual([]);
    expect(says(course('children', 100, 200, ['since 2019-04', 'not-stated']))).toEqual([]);
  });

  it('never tells a value that is withheld, on either side', () => {
    expect(says(course('children', null, 200))).toEqual([]);
    expect(says(course('children', 200, null))).toEqual([]);
    const values = fc.option(fc.nat(1000));
    fc.assert(
      fc.property(values, values, (before, now) => {
        for (const one of moved([course('children', before, now)])) {
          expect([one.before.value, one.now.value]).toEqual([before, now]);
          expect(Math.abs((now ?? 0) - (before ?? 0))).toBeGreaterThanOrEqual(10);
        }
      }),
    );
  });

  it('stands after those that moved further, whichever way', () => {
    expect(
      moved([course('children', 100, 120), course('children', 100, 40), course('children', 100, 130)]).map(
        ({ percent }) => percent,
      ),
    ).toEqual([-60, 30, 20]);
  });
});

describe('the same period of the year before', () => {
  it.each([
    ['2021-22', '2020-21'],
    ['2000-01', '1999-00'],
    ['2022-03-31', '2021-03-31'],
    ['2022-04', '2021-04'],
    ['2021-12', '2020-12'],
    ['2022', '2021'],
    ['not-stated', null],
    ['since 2019-04', null],
    ['2021-01 (first week)', null],
    ['2025-08-01/2026-01-31', '2024-08-01/2025-01-31'],
  ])('of %s is %s', (period, before) => expect(yearBefore(period)).toBe(before));
});
