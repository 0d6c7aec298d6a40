import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayOfWeek,
  daysBetween,
  isWorkingDay,
  type WorkingCalendar,
  workingCalendar,
} from '../platform/clocks/index.ts';
import { type DateRule, type Moves, patternInWords, plannedDates, weekdayInMonth, weekOf } from './series.ts';

/** England in 2026 and 2027, as far as this test needs it. */
const calendar: WorkingCalendar = workingCalendar([
  { day: '2026-01-01', name: 'New Year’s Day' },
  { day: '2026-04-03', name: 'Good Friday' },
  { day: '2026-04-06', name: 'Easter Monday' },
  { day: '2026-05-04', name: 'Early May bank holiday' },
  { day: '2026-12-25', name: 'Christmas Day' },
  { day: '2026-12-28', name: 'Boxing Day', substitute: true },
  { day: '2027-01-01', name: 'New Year’s Day' },
  { day: '2027-12-27', name: 'Christmas Day', substitute: true },
]);

const rule = (over: Partial<DateRule>): DateRule => ({
  ...{ pattern: { unit: 'weeks', every: 6 }, firstOn: '2026-04-15', lastOn: null, moves: 'next-working-day', ...over },
});
const days = (one: DateRule, to = '2026-12-31') => plannedDates(one, one.firstOn, to, calendar).map(({ day }) => day);

describe('a series of meetings', () => {
  it('every six weeks keeps its weekday through the change of clocks', () => {
    expect(days(rule({}))).toEqual([
      ...['2026-04-15', '2026-05-27', '2026-07-08', '2026-08-19', '2026-09-30', '2026-11-11', '2026-12-23'],
    ]);
  });

  it('every two months is on the same weekday at the same place in the month', () => {
    const bimonthly = rule({ pattern: { unit: 'months', every: 2, week: 2 }, firstOn: '2026-04-14' });
    expect(days(bimonthly)).toEqual(['2026-04-14', '2026-06-09', '2026-08-11', '2026-10-13', '2026-12-08']);
    expect(patternInWords(bimonthly)).toBe('Every 2 months, on the second Tuesday');
  });

  it('every term is in the months that are its terms here', () => {
    const termly = rule({ pattern: { unit: 'terms', months: [10, 2, 6], week: 'last' }, firstOn: '2026-04-30' });
    expect(days(termly, '2027-06-30')).toEqual(['2026-06-25', '2026-10-29', '2027-02-25', '2027-06-24']);
    expect(patternInWords(termly)).toBe('Every term, on the last Thursday of February, June and October');
  });

  it.each([
    ['next-working-day', '2026-04-07'],
    ['previous-working-day', '2026-04-02'],
    ['a-week-later', '2026-04-13'],
  ] as const)('moves from a bank holiday by its rule and says why: %s', (moves, day) => {
    const monday = rule({ firstOn: '2026-04-06', moves });
    expect(plannedDates(monday, '2026-04-01', '2026-04-30', calendar)).toEqual([
      { day, plannedFor: '2026-04-06', movedBecause: 'Easter Monday', certain: true },
    ]);
  });

  it('says that a date may still move where no bank holidays are held', () => {
    const [far] = plannedDates(rule({ firstOn: '2031-05-05' }), '2031-01-01', '2031-06-01', calendar);
    expect(far).toMatchObject({ day: '2031-05-05', certain: false, movedBecause: null });
    expect(plannedDates(rule({}), '2026-04-15', '2026-04-15', null)[0]?.certain).toBe(false);
  });

  it('plans nothing after its last day', () => {
    expect(days(rule({ lastOn: '2026-07-08' }))).toEqual(['2026-04-15', '2026-05-27', '2026-07-08']);
  });
});

const moves = fc.constantFrom<Moves>('next-working-day', 'previous-working-day', 'a-week-later');
const someDay = fc.integer({ min: 0, max: 500 }).map((count) => addDays('2026-01-05', count));
const weekdayDay = someDay.filter((day) => dayOfWeek(day) !== 0 && dayOfWeek(day) !== 6);
const pattern = fc.oneof(
  fc.record({ unit: fc.constant('weeks' as const), every: fc.integer({ min: 1, max: 20 }) }),
  fc.record({
    ...{ unit: fc.constant('months' as const), every: fc.integer({ min: 1, max: 12 }) },
    week: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 'last' as const),
  }),
  fc.record({
    unit: fc.constant('terms' as const),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
    week: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 'last' as const),
  }),
);

describe('whatever the series', () => {
  const anySeries = fc.record({ pattern, firstOn: weekdayDay, lastOn: fc.constant(null), moves });

  it('every date is a working day, and so near to its own day that nobody misses it', () => {
    fc.assert(
      fc.property(anySeries, (one) => {
        for (const { day, plannedFor, movedBecause, certain } of plannedDates(
          one,
          one.firstOn,
          '2027-12-31',
          calendar,
        )) {
          if (!certain) continue;
          expect(isWorkingDay(calendar, day)).toBe(true);
          expect(Math.abs(daysBetween(plannedFor, day))).toBeLessThanOrEqual(14);
          expect(day === plannedFor).toBe(movedBecause === null);
        }
      }),
    );
  });

  it('all its own days have one weekday, go forwards, and none is before the first', () => {
    fc.assert(
      fc.property(anySeries, (one) => {
        const own = plannedDates(one, '2026-01-01', '2027-12-31', calendar).map(({ plannedFor }) => plannedFor);
        expect(own.every((day) => dayOfWeek(day) === dayOfWeek(one.firstOn) && day >= one.firstOn)).toBe(true);
        expect(own.toSorted()).toEqual([...new Set(own)]);
      }),
    );
  });

  it('asking for a span in two halves gives the same dates as asking for it whole', () => {
    fc.assert(
      fc.property(anySeries, someDay, (one, middle) => {
        const whole = plannedDates(one, '2026-01-01', '2027-12-31', calendar);
        const halves = [
          ...plannedDates(one, '2026-01-01', middle, calendar),
          ...plannedDates(one, addDays(middle, 1), '2027-12-31', calendar),
        ];
        expect(halves).toEqual(whole);
      }),
    );
  });

  it('a day stands at the place in its month that it is said to stand at', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const [year = 0, month = 0] = day.split('-').map(Number);
        expect(weekdayInMonth(year, month, dayOfWeek(day), weekOf(day))).toBe(day);
      }),
    );
  });
});
