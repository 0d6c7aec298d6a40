import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { comparedFigures } from './comparator-figures.ts';
import { decideDisclosure } from './disclosure.ts';
import type { FigureRow } from './repository.ts';
import { snapshotOf } from './service.ts';
import { tryLoad } from './snapshot.testing.ts';

const NORTH = { code: 'E99000001', name: 'Northby-on-Sea', shortName: 'Northby', kind: 'local-authority' };
const SOUTH = { code: 'E99000002', name: 'Southby', shortName: 'Southby', kind: 'local-authority' };
const AREAS = [NORTH, SOUTH, { code: 'E92000001', name: 'England', shortName: 'England', kind: 'country' }];

const beside = (against: string, value: number, indicator_code = 'care', area_code = SOUTH.code) => ({
  key: [indicator_code, area_code, against].join('|'),
  indicator_code,
  area_code,
  account_year: '2030-31',
  against,
  value,
});

let row = 0;
const figure = (areaCode: string, value: number, indicatorCode = 'care'): FigureRow => {
  row += 1;
  return {
    id: row,
    indicatorCode,
    areaCode,
    period: '2030-31',
    accountYear: '2030-31',
    version: 1,
    value,
    notKnown: null,
    numerator: null,
    denominator: null,
    about: false,
    sourceKey: null,
    sourceTitle: null,
    place: null,
    loadedAt: new Date('2031-06-02T09:00:00Z'),
  };
};

const indicators = new Map(
  [
    { code: 'care', part_of: null, suppression: 'small-numbers' as const, unit: 'children' },
    { code: 'boys', part_of: 'care', suppression: 'small-numbers' as const, unit: 'children' },
    { code: 'girls', part_of: 'care', suppression: 'small-numbers' as const, unit: 'children' },
    { code: 'schools', part_of: null, suppression: 'none' as const, unit: 'schools' },
    { code: 'share', part_of: null, suppression: 'small-numbers' as const, unit: 'percent' },
  ].map((one) => [
    one.code,
    { ...one, decimals: 0, parts: 'whole' as const, numerator_code: null, denominator_code: null },
  ]),
);

const withheld = (comparators: ReturnType<typeof beside>[], figures: FigureRow[]) => {
  const areas = { partnership: 'both', parts: [NORTH.code, SOUTH.code] };
  const decided = decideDisclosure(figures, indicators, [], areas, { comparators, areas: AREAS });
  return { comparators: [...decided.comparators.keys()], figures: [...decided.figures.keys()] };
};

describe('a value that the source sets beside a figure', () => {
  test.each([
    ['Northby-on-Sea', NORTH.code],
    ['northby', NORTH.code],
    ['E99000001', NORTH.code],
    ['Northby-on-Sea council, 2029-30', NORTH.code],
    ['Northby on', NORTH.code],
    ['England', 'E92000001'],
    ['Teesside', 'against teesside'],
  ])('is told of the area meant by "%s"', (against, code) => {
    const [compared] = comparedFigures([beside(against, 7)], [figure(SOUTH.code, 40)], AREAS);
    expect(compared?.figure).toMatchObject({ areaCode: code, value: 7, period: '2030-31' });
  });

  test('is withheld where it is 1 to 5, whoever it is about', () => {
    const small = [beside('Northby', 3), beside('Teesside', 5), beside('England', 1)];
    expect(withheld(small, [figure(SOUTH.code, 40)]).comparators).toHaveLength(3);
    expect(withheld([beside('Northby', 0), beside('Teesside', 6)], [figure(SOUTH.code, 40)]).comparators).toEqual([]);
  });

  test('is shown where it counts schools, or is a percentage', () => {
    const shown = [beside('Northby', 3, 'schools'), beside('England', 4, 'share')];
    expect(withheld(shown, [figure(SOUTH.code, 40, 'schools'), figure(SOUTH.code, 21, 'share')]).comparators).toEqual(
      [],
    );
  });

  test('may not tell again a figure that guards a small one, nor tell it corrected', () => {
    // Northby's 37 girls are withheld, because 40 less 37 are three boys.
    const figures = [
      figure(NORTH.code, 40),
      figure(NORTH.code, 3, 'boys'),
      figure(NORTH.code, 37, 'girls'),
      figure(SOUTH.code, 50, 'girls'),
    ];
    for (const value of [37, 36]) {
      expect(withheld([beside('Northby', value, 'girls')], figures).comparators, String(value)).toHaveLength(1);
    }
    expect(withheld([beside('our neighbour', 37, 'girls')], figures).comparators).toHaveLength(1);
    expect(withheld([beside('England', 37_000, 'girls')], figures).comparators).toEqual([]);
  });

  test('may not be what a total lacks', () => {
    // Northby itself gives no number of girls; beside Southby's it would say that 3 of 40 are boys.
    const figures = [figure(NORTH.code, 40), figure(SOUTH.code, 50, 'girls')];
    const decided = withheld([beside('Northby', 37, 'girls')], figures);
    expect(decided.comparators).toHaveLength(1);
    expect(decided.figures).toEqual([]);
  });
});

describe('a comparator that a year file brings beside the demonstration', () => {
  let demo: TestApp;
  beforeAll(async () => {
    demo = await buildTestApp();
    const made = await tryLoad(demo.db, [
      {
        name: 'beside.yaml',
        text: `kith: year-file 1
year: 2021-22
source: hsscp-annual-report-2021-22
comparators:
  - { indicator: private-fostering-new, area: E06000001, against: Stockton-on-Tees, value: 3 }
  - { indicator: private-fostering-new, area: E06000001, against: England, value: 1180 }
`,
      },
    ]);
    expect(made).toMatchObject({ ok: true });
  });
  afterAll(() => demo.close());

  test('is known to the partnership and not to the public', async () => {
    const of = async (audience: 'public' | 'partnership') => {
      const { groups } = await snapshotOf(demo.db, { area: 'Hartlepool', year: '2021-22', audience });
      const figures = groups.flatMap((group) => group.lines.flatMap((line) => line.figures));
      return figures.find((one) => one.indicator.code === 'private-fostering-new')?.comparators ?? [];
    };
    expect((await of('partnership')).map((one) => `${one.against} ${one.text}`)).toEqual([
      'Stockton-on-Tees 3',
      'England 1,180',
    ]);
    expect((await of('public')).map((one) => `${one.against} ${one.text}`)).toEqual([
      'Stockton-on-Tees 1 to 5, not shown',
      'England 1,180',
    ]);
    expect((await of('public'))[0]?.shown).toEqual({ shown: 'suppressed', why: 'small-number' });
  });

  test('is a number on no page, in no download and in no report', async () => {
    const told = /Stockton-on-Tees(?:<[^>]*>|[\s:])*3\b(?!\d)/;
    for (const url of [
      '/snapshot',
      '/snapshot/areas/E06000001',
      '/snapshot/indicators/private-fostering-new',
      '/snapshot/figures.csv?year=2021-22',
      '/snapshot/areas/E06000001/figures.csv?year=2021-22',
      '/report/2021-22',
    ]) {
      const answer = await demo.app.inject(url);
      expect(answer.statusCode, url).toBe(200);
      expect(answer.body, url).not.toMatch(told);
    }
    const page = await demo.app.inject('/snapshot/indicators/private-fostering-new');
    expect(page.body).toMatch(/Stockton-on-Tees: <strong>1 to 5, not shown/);
  });
});
