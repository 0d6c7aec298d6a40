import { describe, expect, it } from 'vitest';
import { comparePeriods } from './rules.ts';
import { periodFault } from './value-rules.ts';
import { accountYearOf, isPeriod, periodWords } from './words.ts';

const HALF = '2025-08-01/2026-01-31';

describe('a period of two days', () => {
  it('is one where both are days of the calendar and the first comes first', () => {
    expect(isPeriod(HALF)).toBe(true);
    for (const wrong of ['2025-08/2026-01', '2026-01-31/2025-08-01', '2025-08-01/2025-08-01', '2025-08-01/2026-02-30'])
      expect(isPeriod(wrong)).toBe(false);
  });

  it('is written with both days, and stands where it ends', () => {
    expect(periodWords(HALF)).toBe('1 August 2025 to 31 January 2026');
    expect(['2026-02', HALF, '2025-12', '2025-26'].toSorted(comparePeriods)).toEqual([
      ...['2025-12', HALF, '2026-02', '2025-26'],
    ]);
  });

  it('is of what is counted through a time, and not of what is counted at a date', () => {
    expect(periodFault(HALF, 'in-year')).toBeNull();
    expect(periodFault(HALF, 'at-date')).toContain('counts at a date');
  });
});

describe('the year of account of a day', () => {
  it.each([
    ['2026-03-31', '2025-26'],
    ['2026-04-01', '2026-27'],
    ['1999-12-31', '1999-00'],
  ])('%s is %s', (day, year) => expect(accountYearOf(day)).toBe(year));
});
