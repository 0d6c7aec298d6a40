import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../platform/paths.ts';
import { readCsv } from './csv-reader.ts';
import { rate, roundHalfUp } from './rounding.ts';
import { changeBetween, comparePeriods, type JoinCandidate, joinLine } from './rules.ts';

describe('a rate', () => {
  test.each([
    // Exactly half goes up: to-even rounding would give 12, 2.2 and 0.
    [25, 200, 100, 0, 13],
    [9, 400, 100, 1, 2.3],
    [1, 200, 100, 0, 1],
    // 1.005 is less than 1.005 as a float, and Math.round(x * 100) / 100 gives 1.
    [1005, 1000, 1, 2, 1.01],
    // 8.345 as a float times 100 is 834.4999….
    [8345, 1000, 1, 2, 8.35],
    // 1.45 toFixed(1) gives 1.4, and 4.35 × 100 as floats gives 434.99….
    [145, 100, 1, 1, 1.5],
    [435, 10_000, 10_000, 0, 435],
    // Just under half stays down, where adding a small amount before rounding would lift it.
    [4_999_999_999, 10_000_000_000, 1, 0, 0],
    [1970, 20_108, 10_000, 0, 980],
    [180, 20_108, 10_000, 1, 89.5],
    [301, 44_021, 10_000, 1, 68.4],
    [0, 44_021, 10_000, 1, 0],
  ])('%d of %d per %d to %d places is %d', (numerator, denominator, per, decimals, wanted) => {
    expect(rate(numerator, denominator, per, decimals)).toBe(wanted);
  });

  test('of nothing is no rate', () => {
    expect(rate(0, 0, 100, 1)).toBeNull();
    expect(rate(5, 0, 100, 1)).toBeNull();
  });

  test('takes decimal numbers as they are written', () => {
    expect(rate(2.675, 1, 1, 2)).toBe(2.68);
    expect(rate(35.3, 100, 100, 1)).toBe(35.3);
    expect(roundHalfUp(0.5, 0)).toBe(1);
    expect(roundHalfUp(1e-7, 2)).toBe(0);
  });

  test('refuses what no count can be', () => {
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => rate(wrong, 10, 100, 1)).toThrow(RangeError);
      expect(() => rate(1, wrong, 100, 1)).toThrow(RangeError);
    }
  });

  test('is never more than half a last digit away, and exactly half goes up', () => {
    const natural = fc.integer({ min: 0, max: 5_000_000 });
    fc.assert(
      fc.property(
        natural,
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.constantFrom(1, 100, 10_000),
        fc.integer({ min: 0, max: 3 }),
        (numerator, denominator, per, decimals) => {
          const result = rate(numerator, denominator, per, decimals);
          const digits = BigInt(Math.round((result ?? 0) * 10 ** decimals));
          // 2 × true value − 2 × result lies in [−1, 1), in units of the last digit: the half itself belongs above.
          const twice =
            2n * BigInt(numerator) * BigInt(per) * 10n ** BigInt(decimals) - 2n * digits * BigInt(denominator);
          expect(twice >= -BigInt(denominator) && twice < BigInt(denominator)).toBe(true);
        },
      ),
    );
  });
});

const publishedRates = join(projectRoot, '../shared/data/published-rates.csv');

describe.skipIf(!existsSync(publishedRates))('the rates that English authorities published', () => {
  test('come out to the last digit', () => {
    const [head, ...rows] = readCsv(readFileSync(publishedRates, 'utf8'));
    const at = (name: string) => head?.fields.indexOf(name) ?? -1;
    const wrong = rows.filter(({ fields }) => {
      const number = (name: string) => Number(fields[at(name)]);
      const worked = rate(number('numerator'), number('denominator'), number('per'), number('decimals'));
      return worked !== number('published');
    });
    expect(rows).toHaveLength(6245);
    expect(wrong).toEqual([]);
  });
});

describe('a partnership figure', () => {
  const areas = ['Northby', 'Southby'];
  const candidate = (areaName: string, change: Partial<JoinCandidate> = {}): JoinCandidate => ({
    areaName,
    indicatorCode: 'referrals',
    indicatorTitle: 'Referrals',
    period: '2021-22',
    value: 100,
    about: false,
    ...change,
  });
  const both = (north: Partial<JoinCandidate>, south: Partial<JoinCandidate>) =>
    joinLine({ by: 'sum' }, areas, [candidate('Northby', north), candidate('Southby', south)]);

  test('is the sum where both areas count the same thing in the same period', () => {
    expect(both({ value: 1970 }, { value: 3624, about: true })).toEqual({
      joined: true,
      value: 5594,
      about: true,
      period: '2021-22',
    });
  });

  test('is refused where definitions differ, and says which', () => {
    const result = both(
      { indicatorCode: 'completed', indicatorTitle: 'Early help assessments completed' },
      { indicatorCode: 'opened', indicatorTitle: 'Early help episodes opened' },
    );
    expect(result).toMatchObject({ joined: false, code: 'different-definitions' });
    expect(result).toHaveProperty(
      'reason',
      expect.stringContaining('Northby counts "early help assessments completed"'),
    );
  });

  test('is refused where periods differ, and says which', () => {
    expect(both({}, { period: '2020-21' })).toEqual({
      joined: false,
      code: 'different-periods',
      reason:
        "The periods differ: Northby's is for April 2021 to March 2022 and Southby's is for April 2020 to March 2021.",
    });
  });

  test('is refused where no date is given, even when neither area gives one', () => {
    expect(both({ period: 'not-stated' }, { period: 'not-stated' })).toMatchObject({ code: 'period-not-stated' });
  });

  test('is refused where an area does not know its figure, or has none', () => {
    expect(both({}, { value: null })).toMatchObject({
      code: 'not-known',
      reason: 'The figure for Southby is not known.',
    });
    expect(joinLine({ by: 'sum' }, areas, [candidate('Northby')])).toMatchObject({
      code: 'missing',
      reason: 'No figure is recorded for Southby, so there is nothing to add.',
    });
  });

  test('is refused where the line says never, with its reason', () => {
    const because = 'Shares of two populations cannot be added.';
    expect(joinLine({ by: 'never', because }, areas, [])).toEqual({ joined: false, code: 'never', reason: because });
  });

  test('is refused where one area answers twice', () => {
    const result = joinLine({ by: 'sum' }, areas, [candidate('Northby'), candidate('Northby'), candidate('Southby')]);
    expect(result.joined).toBe(false);
  });
});

describe('periods', () => {
  test('stand in the order in which they end', () => {
    const shuffled = ['2022-03-31', '2021-05', 'not-stated', '2020-21', '2021-22', '2022-01'];
    expect(shuffled.sort(comparePeriods)).toEqual([
      'not-stated',
      '2020-21',
      '2021-05',
      '2022-01',
      '2021-22',
      '2022-03-31',
    ]);
  });

  test('of publishers stand in order of years', () => {
    expect(['2016', '2013', '2025'].sort(comparePeriods)).toEqual(['2013', '2016', '2025']);
    expect(['2012/13', '2010/11'].sort(comparePeriods)).toEqual(['2010/11', '2012/13']);
  });
});

test('a change is told in numbers and as a share of what was', () => {
  expect(changeBetween(1512, 1970)).toEqual({ by: 458, percent: 30.3 });
  expect(changeBetween(245, 180)).toEqual({ by: -65, percent: -26.5 });
  expect(changeBetween(0, 3)).toEqual({ by: 3, percent: null });
  expect(changeBetween(21.5, 21.5)).toEqual({ by: 0, percent: 0 });
});
