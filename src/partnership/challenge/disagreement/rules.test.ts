import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isWorkingDay, workingCalendar, workingDaysBetween } from '../../../platform/clocks/index.ts';
import type { Stage } from './disagreement.ts';
import { limitsInForce, type SetLimit } from './limits.ts';
import { type ClockStands, clockInWords, type StageLimit, stageClock, standsOn } from './rules.ts';

const calendar = workingCalendar([
  { day: '2026-04-03', name: 'Good Friday' },
  { day: '2026-04-06', name: 'Easter Monday' },
  { day: '2026-12-25', name: 'Christmas Day' },
  { day: '2026-12-28', name: 'Boxing Day', substitute: true },
  { day: '2027-01-01', name: 'New Year’s Day' },
]);
const limit = (days: number | null): StageLimit => ({
  ...{ stage: 2, urgent: false, days, source: 'An invented protocol', standing: 'agreed' },
});

describe('the clock of a stage', () => {
  it('counts England’s working days over bank holidays, and says how', () => {
    const { due, counted } = stageClock(limit(5), '2026-12-22', calendar);
    expect(due).toBe('2026-12-31');
    expect(counted).toBe(
      '5 working days from Tuesday 22 December 2026: due Thursday 31 December 2026. Christmas Day (25 December 2026) and Boxing Day (substitute day, 28 December 2026) are not counted. Agreed by this partnership: An invented protocol.',
    );
  });

  it('of no days is the same day, or the next working day', () => {
    expect(stageClock(limit(0), '2026-04-02', calendar).due).toBe('2026-04-02');
    expect(stageClock(limit(0), '2026-04-03', calendar).due).toBe('2026-04-07');
  });

  it.each([
    ['no limit is set', limit(null), calendar, 'The partnership has set no limit'],
    ['nobody ever set one', undefined, calendar, 'The partnership has set no limit'],
    ['the bank holidays are not loaded', limit(2), null, 'bank holidays are not loaded'],
  ] as const)('has no due day and says why where %s', (_where, given, held, words) => {
    const clock = stageClock(given, '2026-11-23', held);
    expect(clock.due).toBeNull();
    expect(clock.counted).toContain(words);
  });

  it('that leaves the years of the bank holidays has no due day either, and does not fail', () => {
    const clock = stageClock(limit(2), '2027-12-31', calendar);
    expect(clock).toMatchObject({ due: null, counted: expect.stringContaining('no bank holidays for 2028') });
  });

  it('always ends on a working day, exactly so many working days later', () => {
    const days = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 20 }), (from, amount) => {
        const began = addDays('2026-01-02', from);
        const { due } = stageClock(limit(amount), began, calendar);
        expect(due).not.toBeNull();
        expect(isWorkingDay(calendar, due ?? '')).toBe(true);
        expect(workingDaysBetween(calendar, began, due ?? '')).toBe(amount);
      }),
    );
  });

  it('is never shorter for a longer limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 20 }), (from, amount) => {
        const began = addDays('2026-01-02', from);
        const shorter = stageClock(limit(amount), began, calendar).due ?? '';
        const longer = stageClock(limit(amount + 1), began, calendar).due ?? '';
        expect(longer >= shorter).toBe(true);
      }),
    );
  });
});

describe('how a clock stands', () => {
  const said = (due: string | null, answeredOn: string | null, today: string, over = false): string => {
    const stands: ClockStands = standsOn({ due, answeredOn, over }, today, calendar);
    return clockInWords(stands, answeredOn);
  };
  it.each([
    ['2026-11-27', null, '2026-11-23', 'Answer due by Friday 27 November 2026: 4 working days left'],
    ['2026-11-23', null, '2026-11-23', 'Answer due today, Monday 23 November 2026'],
    ['2026-11-20', null, '2026-11-23', 'Answer 1 working day late: it was due by Friday 20 November 2026'],
    ['2026-11-20', null, '2026-11-21', 'Answer less than 1 working day late: it was due by Friday 20 November 2026'],
    ['2026-11-20', '2026-11-20', '2026-11-23', 'Answered on 20 November 2026, in time'],
    ['2026-11-20', '2026-11-24', '2026-11-25', 'Answered on 24 November 2026, 2 working days late'],
    [null, null, '2026-11-23', 'No limit set'],
    [null, '2026-11-20', '2026-11-23', 'Answered on 20 November 2026'],
  ])('due %s, answered %s, on %s: %s', (due, answeredOn, today, words) => {
    expect(said(due, answeredOn, today)).toBe(words);
  });

  it('runs no longer once the stage has ended', () => {
    expect(said('2026-11-20', null, '2026-11-23', true)).toBe(
      'Ended without an answer, which was due by Friday 20 November 2026',
    );
  });
});

describe('the limits that count', () => {
  const set = (stage: Stage, urgent: boolean, days: number, at: string): SetLimit => ({
    ...{
      id: `${stage} ${urgent} ${days}`,
      stage,
      urgent,
      days,
      source: 'x',
      standing: 'agreed',
      why: 'x',
      setBy: null,
    },
    setAt: new Date(at),
  });

  it('are the newest of each stage and urgency, whatever their order', () => {
    const all = [
      set(2, false, 5, '2026-11-01'),
      set(1, true, 0, '2026-11-01'),
      set(2, false, 3, '2026-11-20'),
      set(1, false, 2, '2026-11-01'),
    ];
    const counting = ['1 false 2', '1 true 0', '2 false 3'];
    expect(limitsInForce(all).map(({ id }) => id)).toEqual(counting);
    expect(limitsInForce(all.toReversed()).map(({ id }) => id)).toEqual(counting);
  });
});
