import { describe, expect, test } from 'vitest';
import { type DisclosureIndicator, decideDisclosure } from './disclosure.ts';
import type { FigureRow } from './repository.ts';

const indicator = (code: string, change: Partial<DisclosureIndicator> = {}): [string, DisclosureIndicator] => [
  code,
  {
    code,
    unit: 'children',
    decimals: 0,
    suppression: 'small-numbers',
    part_of: null,
    parts: null,
    numerator_code: null,
    denominator_code: null,
    ...change,
  },
];

let row = 0;
const figure = (indicatorCode: string, value: number | null, change: Partial<FigureRow> = {}): FigureRow => {
  row += 1;
  return {
    id: row,
    indicatorCode,
    areaCode: 'north',
    period: '2030-31',
    accountYear: '2030-31',
    version: 1,
    value,
    notKnown: value === null ? 'not asked' : null,
    numerator: null,
    denominator: null,
    about: false,
    sourceKey: null,
    sourceTitle: null,
    place: null,
    loadedAt: new Date('2031-06-02T09:00:00Z'),
    ...change,
  };
};

const areas = { partnership: 'both', parts: ['north', 'south'] };
const withheldOf = (indicators: [string, DisclosureIndicator][], figures: FigureRow[]) => {
  const { figures: withheld } = decideDisclosure(figures, new Map(indicators), [], areas);
  return figures
    .filter(({ id }) => withheld.has(id))
    .map((one) => `${one.indicatorCode} ${one.areaCode} ${one.accountYear}`);
};

describe('what the public may not see', () => {
  const care = indicator('care', { parts: 'whole' });
  const boys = indicator('boys', { part_of: 'care' });
  const girls = indicator('girls', { part_of: 'care' });

  test('parts of a total guard each other, in each area and period by itself', () => {
    const figures = [figure('care', 40), figure('boys', 3), figure('girls', 37)];
    const elsewhere = [
      figure('care', 40, { areaCode: 'south' }),
      figure('boys', 10, { areaCode: 'south' }),
      figure('girls', 30, { areaCode: 'south' }),
    ];
    expect(withheldOf([care, boys, girls], [...figures, ...elsewhere])).toEqual([
      'boys north 2030-31',
      'girls north 2030-31',
    ]);
  });

  test('a later report may not give the total that undoes what an earlier one withholds', () => {
    const earlier = [figure('boys', 3), figure('girls', 37)];
    const later = [figure('care', 40, { accountYear: '2031-32' })];
    expect(withheldOf([care, boys, girls], [...earlier, ...later])).toEqual([
      'boys north 2030-31',
      'girls north 2030-31',
    ]);
  });

  test('a figure stated for the partnership is a sum of its areas', () => {
    const figures = [
      figure('boys', 3),
      figure('boys', 20, { areaCode: 'south' }),
      figure('boys', 23, { areaCode: 'both' }),
    ];
    expect(withheldOf([boys], figures)).toHaveLength(2);
  });

  test('a percentage falls with its numerator or denominator, or when it tells a small number by itself', () => {
    const share = indicator('share', {
      unit: 'percent',
      decimals: 1,
      numerator_code: 'boys',
      denominator_code: 'care',
    });
    const alone = indicator('alone', { unit: 'percent', decimals: 1, denominator_code: 'care' });
    const figures = [
      figure('care', 40),
      figure('boys', 3),
      figure('girls', 37),
      figure('share', 7.5),
      figure('alone', 5),
    ];
    expect(withheldOf([care, boys, girls, share, alone], figures)).toEqual([
      'boys north 2030-31',
      'girls north 2030-31',
      'share north 2030-31',
      'alone north 2030-31',
    ]);
  });

  test('a percentage with its own counts is judged by them', () => {
    const share = indicator('share', { unit: 'percent', decimals: 0 });
    expect(withheldOf([share], [figure('share', 50, { numerator: 4, denominator: 8 })])).toHaveLength(1);
    expect(withheldOf([share], [figure('share', 50, { numerator: 40, denominator: 80 })])).toHaveLength(0);
  });

  test('what nobody knows is neither withheld nor a reason to withhold', () => {
    expect(withheldOf([care, boys, girls], [figure('care', 40), figure('boys', null), figure('girls', 30)])).toEqual(
      [],
    );
  });

  test('what is not known yet follows from the others is a small number like any other', () => {
    expect(withheldOf([care, boys, girls], [figure('care', 40), figure('boys', null), figure('girls', 37)])).toEqual([
      'girls north 2030-31',
    ]);
  });

  test('the looked-after are withheld where all missing children but three are looked after', () => {
    const missing = indicator('missing', { parts: 'some' });
    const lookedAfter = indicator('looked-after', { part_of: 'missing' });
    const share = indicator('share', { unit: 'percent', numerator_code: 'looked-after', denominator_code: 'missing' });
    const figures = [figure('missing', 234), figure('looked-after', 231), figure('share', 99)];
    expect(withheldOf([missing, lookedAfter, share], figures)).toEqual([
      'looked-after north 2030-31',
      'share north 2030-31',
    ]);
    const plain = [figure('missing', 234), figure('looked-after', 47)];
    expect(withheldOf([missing, lookedAfter], plain)).toEqual([]);
  });

  test('counts of schools and meetings are left alone', () => {
    const forums = indicator('forums', { unit: 'events', suppression: 'none' });
    expect(withheldOf([forums], [figure('forums', 4)])).toEqual([]);
  });
});
