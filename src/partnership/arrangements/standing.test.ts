import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agency } from '../../directory/index.ts';
import { addDays } from '../../platform/clocks/index.ts';
import type { Partner } from './repository.ts';
import { actingFor, daysOfYear, firstDay, heirsOf, lastDay, standingBetween, standingOn } from './standing.ts';

const agency = (key: string, more: Partial<Agency> = {}): Agency => ({
  ...{ kind: 'agency', key, name: key.toUpperCase(), agencyKind: 'health', from: null, until: null, successor: null },
  ...{ note: null, ...more },
});
const ccg = agency('ccg', { until: '2022-06-30', successor: { key: 'icb', name: 'ICB' } });
const icb = agency('icb', { from: '2022-07-01' });
const police = agency('police');
const schools = agency('schools');
const all = [ccg, icb, police, schools];
const partner = (of: Agency, more: Partial<Partner> = {}): Partner => ({
  ...{
    kind: 'partner',
    key: `p|${of.key}`,
    agency: of,
    standing: 'statutory',
    from: null,
    until: null,
    note: null,
    ...more,
  },
});
const partners = [
  partner(ccg),
  partner(police),
  partner(schools, { standing: 'relevant', from: '2021-09', until: '2023' }),
];
const namesOn = (day: string) => standingOn(partners, all, '2019-04', day).map((one) => one.agency.key);

describe('who stands in the arrangements', () => {
  it.each([
    ['2019-03-31', []],
    ['2019-04-01', ['ccg', 'police']],
    ['2021-08-31', ['ccg', 'police']],
    ['2021-09-01', ['ccg', 'police', 'schools']],
    ['2022-06-30', ['ccg', 'police', 'schools']],
    ['2022-07-01', ['icb', 'police', 'schools']],
    ['2023-12-31', ['icb', 'police', 'schools']],
    ['2024-01-01', ['icb', 'police']],
  ])('on %s: %j', (day, names) => {
    expect(namesOn(day)).toEqual(names);
  });

  it('says in whose place a successor stands, and since when', () => {
    const [health] = standingOn(partners, all, '2019-04', '2026-11-23');
    expect(health).toMatchObject({ since: '2022-07-01', until: null, standing: 'statutory' });
    expect(health?.inPlaceOf?.key).toBe('ccg');
    expect(health?.partner.key).toBe('p|ccg');
  });

  it('tells both of a year in which one took the other’s place', () => {
    const names = standingBetween(partners, all, '2019-04', daysOfYear('2022-23')).map((one) => one.agency.key);
    expect(names).toEqual(['ccg', 'icb', 'police', 'schools']);
  });

  it('follows a successor that has a standing of its own by that alone', () => {
    const both = [partner(ccg), partner(icb, { from: '2022-10-01' })];
    expect(standingOn(both, all, '2019-04', '2022-08-01')).toEqual([]);
    expect(standingOn(both, all, '2019-04', '2022-10-01').map((one) => one.agency.key)).toEqual(['icb']);
  });

  it('has on no day two agencies of which one took the other’s place, and on no day nobody', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const names = namesOn(addDays('2019-04-01', days));
        expect(names.filter((one) => one === 'ccg' || one === 'icb')).toHaveLength(1);
        expect(names).toContain('police');
      }),
    );
  });

  it('comes to an end where agencies name each other as successors', () => {
    const ring = [
      agency('a', { until: '2020', successor: { key: 'b', name: 'B' } }),
      agency('b', { until: '2021', successor: { key: 'a', name: 'A' } }),
    ];
    expect(standingOn([partner(ring[0] as Agency)], ring, '2019', '2025-01-01')).toEqual([]);
    expect(actingFor('a', ring, '2025-01-01')).not.toBeNull();
  });
});

it('knows who does today what an agency did', () => {
  expect(actingFor('ccg', all, '2022-06-30')?.key).toBe('ccg');
  expect(actingFor('ccg', all, '2022-07-01')?.key).toBe('icb');
  expect(actingFor('nobody', all, '2022-07-01')).toBeNull();
});

it.each([
  ['2022', '2022-01-01', '2022-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2021-12', '2021-12-01', '2021-12-31'],
  ['2022-06-30', '2022-06-30', '2022-06-30'],
])('%s lasts from %s to %s', (date, first, last) => {
  expect([firstDay(date), lastDay(date)]).toEqual([first, last]);
});

it('follows each agency that ended to the one that took over, and names that one once', () => {
  const keys = (day: string) => heirsOf(['ccg', 'icb', 'police', 'nobody'], all, day).map((one) => one.key);
  expect(keys('2022-06-30')).toEqual(['ccg', 'icb', 'police']);
  expect(keys('2022-07-01')).toEqual(['icb', 'police']);
});
