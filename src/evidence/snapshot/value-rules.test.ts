import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { problemLine } from '../../platform/records/index.ts';
import { inventedYear, load, tryLoad } from './snapshot.testing.ts';
import { valueFault } from './value-rules.ts';
import { isPeriod } from './words.ts';

describe('a period', () => {
  test.each([
    '2021-22',
    '1999-00',
    '2011-12',
    '2022-03-31',
    '2024-02-29',
    '2021-05',
    '2021',
    'since 2019-04',
    'not-stated',
  ])('%s is one', (text) => expect(isPeriod(text)).toBe(true));
  test.each([
    '2021-23',
    '2099-00',
    '2021-13',
    '2021-00',
    '2021-20',
    '2022-02-30',
    '2023-02-29',
    '2022-13-01',
    '2022-03-00',
    '0021',
    'since 2021-22-01',
    'since 2021-22',
    '2021/22',
    'spring',
    '',
  ])('"%s" is none', (text) => expect(isPeriod(text)).toBe(false));
});

describe('a value', () => {
  test.each([
    [1.5, 'children', 0, 'children are counted whole'],
    [-1, 'children', 0, 'must not be below nought'],
    [250, 'percent', 1, 'cannot be more than 100%'],
    [-0.1, 'percent', 1, 'must not be below nought'],
    [21.55, 'percent', 1, 'more decimals'],
    [2, 'yes-no', 0, 'must be 1 for yes or 0 for no'],
    [1e-7, 'per-10000', 1, 'more decimals'],
  ])('%d %s is refused', (value, unit, decimals, reason) => {
    expect(valueFault(value, unit, decimals)).toContain(reason);
  });

  test.each([
    [0, 'children', 0],
    [517.5, 'contacts', 1],
    [100, 'percent', 0],
    [-12.5, 'percent-change', 1],
    [250, 'percent-change', 0],
    [1, 'yes-no', 0],
    [1e12, 'people', 0],
  ])('%d %s is kept', (value, unit, decimals) => {
    expect(valueFault(value, unit, decimals)).toBeNull();
  });
});

const indicator = (code: string, change: string) =>
  `  - { code: ${code}, line: care, title: In care, definition: All., ${change}, owner: Nobody, edition: "1", suppress: none, because: A test. }`;
const definitions = `
snapshot-lines:
  - { key: care, title: In care, group: care, join: sum }
indicators:
${indicator('care', 'unit: children, period: at-date')}
${indicator('referred', 'unit: referrals, period: in-year')}
${indicator('share', 'unit: percent, period: in-year')}
${indicator('change', 'unit: percent-change, period: in-year')}
`;
const figure = (code: string, period: string, value: string) =>
  `  - { indicator: ${code}, area: E99000001, period: ${period}, ${value} }`;

describe('a year file with figures that cannot be', () => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await freshDatabase();
  });
  afterAll(() => base.close());

  const faults = async (...lines: string[]) => {
    const made = await tryLoad(base.db, [inventedYear(`${definitions}${lines.join('\n')}\n`)]);
    return made.ok ? [] : made.problems.map(problemLine);
  };

  test('is told of every one with file, line and reason', async () => {
    const told = await faults(
      'figures:',
      figure('care', '2031-03-31', 'value: 1.5'),
      figure('care', '2030-31', 'value: 40'),
      figure('referred', '2030-31', 'value: -3'),
      figure('referred', '2031-03-31', 'value: 7'),
      figure('share', '2030-31', 'value: 250'),
      figure('change', '2030-31', 'value: -250'),
      'comparators:',
      '  - { indicator: share, area: E99000001, against: England, value: 101 }',
      '  - { indicator: referred, area: E99000001, against: England, value: 2.5 }',
    );
    expect(told).toEqual([
      expect.stringMatching(/^invented\.yaml:23:\d+ "value" is 1\.5, and children are counted whole/),
      expect.stringMatching(/^invented\.yaml:24:\d+ "period" is 2030-31, and the indicator counts at a date/),
      expect.stringMatching(/^invented\.yaml:25:\d+ "value" must not be below nought/),
      expect.stringMatching(/^invented\.yaml:26:\d+ "period" is 2031-03-31, and the indicator counts through a year/),
      expect.stringMatching(/^invented\.yaml:27:\d+ "value" is 250%, and a share cannot be more than 100%/),
      expect.stringMatching(/^invented\.yaml:30:\d+ "value" is 101%/),
      expect.stringMatching(/^invented\.yaml:31:\d+ "value" is 2\.5, and referrals are counted whole/),
    ]);
  });

  test('is told of periods that are not periods, and of counts in parts', async () => {
    const told = await faults(
      'figures:',
      figure('referred', '2030-32', 'value: 7'),
      figure('referred', '2030-13', 'value: 7'),
      figure('care', '2031-02-30', 'value: 7'),
      figure('share', '2030-31', 'value: 50, numerator: 1.5, denominator: 3'),
    );
    expect(told).toHaveLength(4);
    for (const [index, line] of told.slice(0, 3).entries()) {
      expect(line).toMatch(
        new RegExp(`^invented\\.yaml:${23 + index}:\\d+ "period" must be a year whose halves follow`),
      );
    }
    expect(told[3]).toMatch(/^invented\.yaml:26:\d+ "numerator" must be a whole number/);
  });

  test('is told where a new definition does not fit the figures held', async () => {
    await load(base.db, [inventedYear(`${definitions}figures:\n${figure('change', '2030-31', 'value: 250')}\n`)]);
    const made = await tryLoad(base.db, [inventedYear(definitions.replace('unit: percent-change', 'unit: percent'))]);
    expect(made.ok ? [] : made.problems.map(problemLine)).toEqual([
      expect.stringMatching(
        /^invented\.yaml:21:\d+ The figure of E99000001 for 2030-31 does not fit this indicator: "value" is 250%/,
      ),
    ]);
  });
});
