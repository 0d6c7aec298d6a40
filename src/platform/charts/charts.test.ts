import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { valueAxis } from './axis.ts';
import { barChart, barChartPicture } from './bar-chart.ts';
import type { ChartSpec } from './chart.ts';
import { lineChart, lineChartPicture } from './line-chart.ts';
import { labelledPeriods, timeline } from './periods.ts';

const rates: ChartSpec = {
  id: 'in-need',
  title: 'Children in need, 2019 to 2022',
  unit: 'Rate per 10,000 children',
  decimals: 1,
  series: [
    {
      name: 'Northby',
      points: [
        { period: '2019', value: 410.2 },
        { period: '2020', value: null, why: 'suppressed' },
        { period: '2022', value: 433 },
      ],
    },
    {
      name: 'England',
      standing: 'comparator',
      points: [
        { period: '2019', value: 334.2 },
        { period: '2020', value: 323.7 },
        { period: '2021', value: 321.2 },
      ],
    },
  ],
};

const bars: ChartSpec = {
  id: 'plans',
  title: 'Plans by category',
  unit: 'Children',
  series: [
    {
      name: 'Northby',
      points: [
        { period: 'Neglect', value: 1204 },
        { period: 'Sexual abuse', value: null, why: 'suppressed' },
      ],
    },
    {
      name: 'Southby',
      points: [
        { period: 'Neglect', value: 37 },
        { period: 'Sexual abuse', value: 0 },
      ],
    },
  ],
};

const parse = (markup: string) => parseHTML(`<!doctype html><html><body>${markup}</body></html>`).document;

/** What is drawn of a series: the path of each line and the number of marks on it, found by its colour. */
function drawn(svg: string, colour: string): { paths: string[]; marks: number } {
  const document = parse(svg);
  const paths = [...document.querySelectorAll(`[stroke="${colour}"] path`)].map((path) => path.getAttribute('d') ?? '');
  return { paths, marks: document.querySelectorAll(`[fill="${colour}"] :is(path, circle, rect)`).length };
}

describe.each([
  ['line chart', lineChart(rates).svg, 'in-need'],
  ['bar chart', barChart(bars).svg, 'plans'],
])('every %s on a page', (_kind, svg, id) => {
  const document = parse(svg);

  test('passes a content policy that forbids inline styles', () => {
    expect(document.querySelectorAll('style, script, foreignObject')).toHaveLength(0);
    for (const element of document.querySelectorAll('*')) expect(element.hasAttribute('style')).toBe(false);
  });

  test('is a named and described image, at both sizes, with ids of its own', () => {
    const pictures = [...document.querySelectorAll('svg')];
    expect(pictures.map((picture) => picture.getAttribute('class'))).toEqual([
      'kith-chart__wide',
      'kith-chart__narrow',
    ]);
    for (const picture of pictures) {
      expect(picture.getAttribute('role')).toBe('img');
      const named = (picture.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((one) => document.getElementById(one));
      expect(named.map((one) => one?.localName)).toEqual(['title', 'desc']);
      for (const one of named) expect(one?.textContent).not.toBe('');
    }
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((one) => one.startsWith(id))).toBe(true);
  });

  test('takes its colours from the theme', () => {
    expect(svg).toContain('var(--kith-series-1');
    expect(svg).toContain('var(--kith-series-2');
  });

  test('stays inside its own picture', () => {
    for (const picture of document.querySelectorAll('svg')) {
      const [, , width = 0, height = 0] = (picture.getAttribute('viewBox') ?? '').split(' ').map(Number);
      for (const text of picture.querySelectorAll('text[x]')) {
        expect(Number(text.getAttribute('x'))).toBeLessThan(width);
        expect(Number(text.getAttribute('y'))).toBeLessThan(height);
      }
    }
  });
});

describe('a line chart', () => {
  test('breaks the line where there is no figure and marks every figure there is', () => {
    const svg = lineChartPicture(rates, { series: ['#000001', '#000002', '#000003', '#000004'] });
    const northby = drawn(svg, '#000001');
    expect(northby.paths.filter((d) => (d.match(/M/g) ?? []).length === 2)).toHaveLength(1);
    // Two figures and the mark beside the name.
    expect(northby.marks).toBe(3);
    expect(drawn(svg, '#000002').marks).toBe(4);
  });

  test('says in words where each series begins and ends, and what is left out', () => {
    const chart = lineChart(rates);
    expect(chart.description).toContain(
      'Northby: 410.2 in 2019, 433.0 in 2022; lowest 410.2 (2019), highest 433.0 (2022).',
    );
    expect(chart.notes).toEqual(['Northby: 2020 not drawn (suppressed).', 'Northby: 2021 not drawn (no figure).']);
    expect(chart.description).toContain(chart.notes[0]);
  });

  test('names a last figure’s period when the others go on longer', () => {
    expect(parse(lineChart(rates).svg).querySelector('.kith-chart__narrow')?.textContent).toContain(
      'England 321.2 (2021)',
    );
  });

  test('gives the same figures as a table, in the order of time', () => {
    const { table } = lineChart(rates);
    expect(table.columns).toEqual(['Period', 'Northby', 'England']);
    expect(table.rows.map((row) => [row.label, ...row.cells.map((cell) => cell.text)])).toEqual([
      ['2019', '410.2', '334.2'],
      ['2020', 'suppressed', '323.7'],
      ['2021', 'no figure', '321.2'],
      ['2022', '433.0', 'no figure'],
    ]);
  });

  test('shows every name even when all lines end at one value', () => {
    const series = ['Northby', 'Southby', 'Eastby', 'Westby'].map((name) => ({
      name,
      points: [{ period: '2021', value: 0 }],
    }));
    const document = parse(lineChart({ ...rates, series }).svg);
    const wide = [...document.querySelectorAll('.kith-chart__wide text')].filter((text) =>
      /by 0\.0/.test(text.textContent ?? ''),
    );
    const heights = wide.map((text) => Number(text.getAttribute('y'))).toSorted((a, b) => a - b);
    expect(heights).toHaveLength(4);
    for (const [index, height] of heights.entries()) {
      if (index > 0) expect(height - (heights[index - 1] ?? 0)).toBeGreaterThanOrEqual(15);
    }
  });

  test('says so when no figure can be shown', () => {
    const series = [{ name: 'Northby', points: [{ period: '2021', value: null, why: 'suppressed' }] }];
    const chart = lineChart({ ...rates, series });
    expect(chart.svg).toContain('No figure can be shown');
    expect(chart.description).toContain('Northby: no figure can be shown.');
  });

  test('for a document needs no style sheet', () => {
    for (const svg of [lineChartPicture(rates), barChartPicture(bars)]) {
      expect(svg).not.toMatch(/var\(|currentColor|class=/);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    }
  });
});

describe('a bar chart', () => {
  test('writes every value at its bar, names who is meant, and leaves out a bar that may not be shown', () => {
    const chart = barChart(bars);
    const wide = parse(chart.svg).querySelector('.kith-chart__wide');
    const words = [...(wide?.querySelectorAll('text') ?? [])].map((text) => text.textContent);
    expect(words).toEqual(
      expect.arrayContaining(['Neglect', '1,204 Northby', '37 Southby', 'suppressed Northby', '0 Southby']),
    );
    expect(wide?.querySelectorAll('rect')).toHaveLength(3);
    expect(chart.notes).toEqual(['Northby, Sexual abuse: no bar drawn (suppressed).']);
  });

  test('draws lengths in proportion to values', () => {
    const series = [
      {
        name: 'Northby',
        points: [
          { period: 'A', value: 25 },
          { period: 'B', value: 100 },
        ],
      },
    ];
    const widths = [...parse(barChartPicture({ ...bars, series })).querySelectorAll('rect')].map((bar) =>
      Number(bar.getAttribute('width')),
    );
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(4, 1);
  });
});

test('words from records can’t become markup', () => {
  const hostile = '<script>alert(1)</script>" onload="x & y';
  const spec: ChartSpec = {
    id: 'hostile',
    title: hostile,
    unit: hostile,
    series: [
      {
        name: hostile,
        points: [
          { period: hostile, value: 4 },
          { period: '2', value: null, why: hostile },
        ],
      },
    ],
  };
  for (const svg of [lineChart(spec).svg, barChart(spec).svg]) {
    const document = parse(svg);
    expect(document.querySelector('script')).toBeNull();
    expect(document.querySelector('[onload]')).toBeNull();
    expect(document.querySelector('title')?.textContent).toBe(hostile);
  }
});

test('a chart that would mislead is refused', () => {
  const [series] = rates.series;
  if (!series) throw new Error('no series');
  expect(() => lineChart({ ...rates, id: 'two words' })).toThrow('plain word');
  expect(() => lineChart({ ...rates, series: [] })).toThrow('one to 4');
  expect(() => barChart({ ...rates, series: Array.from({ length: 5 }, () => series) })).toThrow('one to 4');
  const twice = {
    name: 'Northby',
    points: [
      { period: '2019', value: 1 },
      { period: '2019', value: 2 },
    ],
  };
  expect(() => lineChart({ ...rates, series: [twice] })).toThrow('two points');
});

describe('the axis of time', () => {
  const of = (...periods: string[]) =>
    timeline([{ name: 'x', points: periods.map((period) => ({ period, value: 1 })) }]);

  test('fills in years nobody has a figure for, so that distance is time', () => {
    expect(of('2021', '2018').periods).toEqual(['2018', '2019', '2020', '2021']);
    expect(of('2021-22', '2018-19').periods).toEqual(['2018-19', '2019-20', '2020-21', '2021-22']);
    expect(of('1998-99', '2000-01').periods).toEqual(['1998-99', '1999-00', '2000-01']);
  });

  test('writes a day of each year as its year, and says once which day', () => {
    const days = of('2022-03-31', '2020-03-31');
    expect(days.periods.map(days.tick)).toEqual(['2020', '2021', '2022']);
    expect(days.caption).toBe('at 31 March');
    expect(days.label('2022-03-31')).toBe('31 March 2022');
  });

  test('does not mistake a month for an account year', () => {
    expect(of('2021-01', '2023-01').periods).toEqual(['2021-01', '2023-01']);
  });

  test('labels the last period and no more than fit', () => {
    const years = Array.from({ length: 13 }, (_, index) => String(2013 + index));
    expect(labelledPeriods(years, 240, 40)).toEqual(['2013', '2015', '2017', '2019', '2021', '2023', '2025']);
    expect(labelledPeriods(years, 30, 40)).toEqual(['2013', '2025']);
    expect(labelledPeriods(['2021'], 30, 40)).toEqual(['2021']);
  });
});

describe('the axis of values', () => {
  test('always holds zero and every value, in few even steps', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 20 }), (values) => {
        const axis = valueAxis(values, 6, 0.1);
        expect(axis.low).toBeLessThanOrEqual(0);
        expect(axis.high).toBeGreaterThan(axis.low);
        // Less than the eye could see, on an axis of any length.
        const hair = (axis.high - axis.low) * 1e-8;
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(axis.low - hair);
          expect(value).toBeLessThanOrEqual(axis.high + hair);
        }
        expect(axis.ticks.length).toBeLessThanOrEqual(9);
        expect(axis.ticks.some((tick) => tick === 0)).toBe(true);
      }),
    );
  });

  test('has no half children', () => {
    expect(valueAxis([2], 6, 1).ticks).toEqual([0, 1, 2]);
  });
});
