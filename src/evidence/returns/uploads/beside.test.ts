import { describe, expect, it } from 'vitest';
import type { IndicatorOverTime } from '../../snapshot/index.ts';
import { besideOf, type CountedFrom } from './beside.ts';

const FROM: CountedFrom = {
  areaCode: 'E1',
  period: '2024-25',
  acceptedAt: new Date('2025-06-02T09:00:00Z'),
};
const figure = (value: number | null, unit = 'referrals') => ({
  key: 'referrals',
  title: 'Referrals',
  unit,
  value,
  definition: 'D',
});

function over(
  points: { period: string; value: number | null; flag?: string; flagWords?: string }[],
  unit = 'referrals',
  ambiguous: string | null = null,
): IndicatorOverTime {
  const own = [{ period: '2023-24', accountYear: '2023-24', text: '118 referrals' }];
  return {
    own: [{ area: { code: 'E1' }, points: own }],
    published: [
      {
        link: { measure: 'referral count', breakdown: '', unit, says: 'As the councils returned them.' },
        series: {
          ambiguous,
          series: [{ area: { code: 'E1' }, points: points.map((one) => ({ flag: null, flagWords: null, ...one })) }],
        },
      },
    ],
  } as unknown as IndicatorOverTime;
}

describe('a counted figure', () => {
  it('stands beside the year before and what is published for the same year, and the difference is explained', () => {
    for (const period of ['2025', '2024-25', '202425', '2025-03-31']) {
      const { yearBefore, published } = besideOf(figure(120), over([{ period, value: 134 }]), FROM);
      expect(yearBefore).toBe('118 referrals');
      expect(published).toMatchObject([{ samePeriod: true, difference: '14 fewer than published' }]);
      expect(published[0]?.because.join(' ')).toMatch(
        /Definition: As the councils returned them\..*accepted on 2 June 2025.*round/,
      );
    }
  });

  it('is not compared with another year, and the year is said', () => {
    const { published } = besideOf(figure(120), over([{ period: '2023', value: 99 }]), FROM);
    expect(published).toMatchObject([{ period: '2023', samePeriod: false, difference: null }]);
    expect(published[0]?.because[0]).toContain('published is of 2023, and this figure is of April 2024 to March 2025');
  });

  it('of a day other than 31 March, or of a month, is read beside the same of the year before, and never the year', () => {
    for (const [period, before] of [
      ['2026-01-31', '2025-01-31'],
      ['2025-08', '2024-08'],
      ['2025-08-01/2026-01-31', '2024-08-01/2025-01-31'],
    ] as const) {
      const course = over([{ period: '2026', value: 134 }]);
      const points = [
        { period: before, accountYear: 'any', text: '9 children' },
        { period: '2024-25', accountYear: '2024-25', text: '1 child' },
      ];
      const own = [{ area: { code: 'E1' }, points }] as unknown as IndicatorOverTime['own'];
      const beside = besideOf(figure(12), { ...course, own }, { ...FROM, period });
      expect(beside).toMatchObject({ period, yearBefore: '9 children' });
      expect(beside.published).toMatchObject([{ samePeriod: false, difference: null }]);
    }
  });

  it('of 31 March is compared with what is published for the year that ends then', () => {
    const { published } = besideOf(figure(120), over([{ period: '2025', value: 120 }]), {
      ...FROM,
      period: '2025-03-31',
    });
    expect(published).toMatchObject([{ samePeriod: true, difference: 'the same as published', because: [] }]);
  });

  it('is not set against a number that the publisher withholds, or against a rate', () => {
    const withheld = besideOf(
      figure(3),
      over([{ period: '2025', value: null, flag: 'c', flagWords: 'withheld' }]),
      FROM,
    );
    expect(withheld.published).toMatchObject([{ text: 'withheld', difference: null }]);
    expect(withheld.published[0]?.because[0]).toBe(
      'The publisher gives no number: it is small, or would give a small one away.',
    );
    const absent = over([{ period: '2025', value: null, flag: 'x', flagWords: 'not available' }]);
    expect(besideOf(figure(3), absent, FROM).published[0]?.because[0]).toBe(
      'The publisher gives no number: not available.',
    );
    expect(besideOf(figure(3), over([{ period: '2025', value: 400 }], 'per-10000'), FROM).published).toEqual([]);
  });

  it('is not set against rows that the publisher names alike', () => {
    const course = over([{ period: '2025', value: 134 }], 'referrals', 'Several numbers under one name.');
    expect(besideOf(figure(120), course, FROM).published).toEqual([]);
  });

  it('that is a share differs by percentage points', () => {
    const { published } = besideOf(figure(81.2, 'percent'), over([{ period: '2025', value: 80 }], 'percent'), FROM);
    expect(published[0]?.difference).toBe('1.2 percentage points more than published');
  });
});
