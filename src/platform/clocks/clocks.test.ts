import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlainError } from '../plain-error.ts';
import {
  addDays,
  addMonths,
  addWorkingDays,
  dateInWords,
  dayOfWeek,
  daysBetween,
  deadline,
  isPlainDate,
  isWorkingDay,
  londonClock,
  londonDate,
  londonMoment,
  longDate,
  momentInWords,
  plainDate,
  timeInWords,
  workingCalendar,
  workingDaysBetween,
} from './index.ts';

/** Enough of England's bank holidays to count through two Easters, a Christmas at a weekend and three single ones. */
const calendar = workingCalendar([
  { day: '2021-01-01', name: 'New Year’s Day' },
  { day: '2021-04-02', name: 'Good Friday' },
  { day: '2021-04-05', name: 'Easter Monday' },
  { day: '2021-05-03', name: 'Early May bank holiday' },
  { day: '2021-05-31', name: 'Spring bank holiday' },
  { day: '2021-08-30', name: 'Summer bank holiday' },
  { day: '2021-12-27', name: 'Christmas Day', substitute: true },
  { day: '2021-12-28', name: 'Boxing Day', substitute: true },
  { day: '2022-01-03', name: 'New Year’s Day', substitute: true },
  { day: '2022-04-15', name: 'Good Friday' },
  { day: '2022-04-18', name: 'Easter Monday' },
  { day: '2022-05-02', name: 'Early May bank holiday' },
  { day: '2022-06-02', name: 'Spring bank holiday' },
  { day: '2022-06-03', name: 'Platinum Jubilee bank holiday' },
  { day: '2022-08-29', name: 'Summer bank holiday' },
  { day: '2022-09-19', name: 'State funeral bank holiday' },
  { day: '2022-12-26', name: 'Boxing Day' },
  { day: '2022-12-27', name: 'Christmas Day', substitute: true },
]);

const someDay = fc.integer({ min: 0, max: 600 }).map((days) => addDays('2021-01-31', days));
const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map((days) => addDays('2021-06-15', days));

describe('a plain date', () => {
  test('is a day that exists', () => {
    expect(['2021-02-28', '2024-02-29', '1999-12-31'].filter(isPlainDate)).toHaveLength(3);
    for (const wrong of ['2021-02-29', '2021-13-01', '2021-1-1', '04/10/2021', '2021-10-04T00:00', '', '0000-01-01']) {
      expect(isPlainDate(wrong)).toBe(false);
    }
    expect(() => plainDate('4 October')).toThrow(
      '“4 October” is not a date: write year, month and day like 2021-10-04.',
    );
  });

  test('moves by days without losing one to summer time', () => {
    expect(addDays('2021-03-27', 1)).toBe('2021-03-28');
    expect(addDays('2021-03-28', 1)).toBe('2021-03-29');
    expect(addDays('2021-10-31', 1)).toBe('2021-11-01');
    expect(daysBetween('2021-03-01', '2021-11-30')).toBe(274);
  });

  test('moves by months to the same day, or to the last of a shorter month', () => {
    expect(addMonths('2021-08-31', 6)).toBe('2022-02-28');
    expect(addMonths('2023-08-31', 6)).toBe('2024-02-29');
    expect(addMonths('2021-10-04', 6)).toBe('2022-04-04');
    expect(addMonths('2021-11-15', 3)).toBe('2022-02-15');
    expect(addMonths('2022-03-31', -1)).toBe('2022-02-28');
    expect(addMonths('2022-01-10', -1)).toBe('2021-12-10');
    expect(addMonths('2021-12-31', 12)).toBe('2022-12-31');
  });

  test('adding and counting days undo each other, and the week goes round in seven', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(dayOfWeek(addDays(date, 7))).toBe(dayOfWeek(date));
        expect(dayOfWeek(addDays(date, 1))).toBe((dayOfWeek(date) + 1) % 7);
      }),
    );
  });

  test('a month later never skips a month and never passes the same day number', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (date, months) => {
        const moved = addMonths(date, months);
        const monthNumber = (one: string) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7));
        expect(monthNumber(moved) - monthNumber(date)).toBe(months);
        expect(Number(moved.slice(8)) <= Number(date.slice(8))).toBe(true);
        if (moved.slice(8) !== date.slice(8)) expect(addDays(moved, 1).slice(8)).toBe('01');
      }),
    );
  });
});

describe('working days', () => {
  test('leave out weekends and bank holidays', () => {
    expect(isWorkingDay(calendar, '2021-10-04')).toBe(true);
    expect(isWorkingDay(calendar, '2021-10-03')).toBe(false);
    expect(isWorkingDay(calendar, '2022-09-19')).toBe(false);
  });

  test('count from the day after the start', () => {
    expect(addWorkingDays(calendar, '2021-10-04', 1)).toBe('2021-10-05');
    expect(addWorkingDays(calendar, '2021-10-04', 5)).toBe('2021-10-11');
    expect(addWorkingDays(calendar, '2021-10-01', 1)).toBe('2021-10-04');
  });

  test('from a Saturday make Monday day 1', () => {
    expect(addWorkingDays(calendar, '2021-10-02', 1)).toBe('2021-10-04');
    expect(addWorkingDays(calendar, '2021-10-03', 1)).toBe('2021-10-04');
    expect(addWorkingDays(calendar, '2021-12-25', 1)).toBe('2021-12-29');
  });

  test('zero is the start, or the next working day when the start is none', () => {
    expect(addWorkingDays(calendar, '2021-10-04', 0)).toBe('2021-10-04');
    expect(addWorkingDays(calendar, '2021-10-02', 0)).toBe('2021-10-04');
  });

  test('count back before an event', () => {
    expect(addWorkingDays(calendar, '2022-04-20', -2)).toBe('2022-04-14');
  });

  test('adding and counting undo each other, and the answer is always a working day', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -15, max: 60 }), (start, days) => {
        const due = addWorkingDays(calendar, start, days);
        expect(isWorkingDay(calendar, due)).toBe(true);
        if (days !== 0) expect(workingDaysBetween(calendar, start, due)).toBe(days);
      }),
    );
  });

  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 45 }), (start, days) => {
        expect(addWorkingDays(calendar, addDays(start, 1), days) >= addWorkingDays(calendar, start, days)).toBe(true);
      }),
    );
  });

  test('are refused outside the years whose bank holidays are known, and never guessed', () => {
    const refused = /from 2021 to 2022 only.*no bank holidays for (2020|2023)/;
    expect(() => addWorkingDays(calendar, '2020-12-31', 1)).toThrow(refused);
    expect(() => addWorkingDays(calendar, '2022-12-30', 1)).toThrow(refused);
    expect(() => addWorkingDays(calendar, '2021-01-04', -1)).toThrow(refused);
    expect(() => workingDaysBetween(calendar, '2022-12-01', '2023-01-05')).toThrow(PlainError);
    expect(() => isWorkingDay(calendar, '2031-05-05')).toThrow(PlainError);
  });

  test('need bank holidays for every year between the first and the last', () => {
    expect(() => workingCalendar([])).toThrow('No bank holidays are loaded');
    const gap = [
      { day: '2020-01-01', name: 'New Year’s Day' },
      { day: '2022-01-03', name: 'New Year’s Day' },
    ];
    expect(() => workingCalendar(gap)).toThrow('No bank holidays are loaded for 2021');
  });
});

describe('a deadline', () => {
  const ask = (amount: number, unit: 'working-days' | 'days' | 'weeks' | 'months', start: string, edition?: string) =>
    deadline({ amount, unit, start, calendar, ...(edition ? { edition } : {}) });

  test('explains itself', () => {
    expect(ask(15, 'working-days', '2021-10-04', 'Working Together 2018')).toEqual({
      due: '2021-10-25',
      dueAt: null,
      skipped: [],
      explanation: '15 working days from Monday 4 October 2021: due Monday 25 October 2021. Working Together 2018.',
    });
  });

  test('names the bank holidays it did not count', () => {
    const easter = ask(10, 'working-days', '2022-04-08');
    expect(easter.due).toBe('2022-04-26');
    expect(easter.explanation).toBe(
      '10 working days from Friday 8 April 2022: due Tuesday 26 April 2022. Good Friday (15 April 2022) and Easter Monday (18 April 2022) are not counted.',
    );
    const christmas = ask(1, 'working-days', '2021-12-24');
    expect(christmas.explanation).toBe(
      '1 working day from Friday 24 December 2021: due Wednesday 29 December 2021. Christmas Day (substitute day, 27 December 2021) and Boxing Day (substitute day, 28 December 2021) are not counted.',
    );
    expect(ask(1, 'working-days', '2022-09-16').explanation).toContain(
      'State funeral bank holiday (19 September 2022) is not counted.',
    );
  });

  test('does not name a bank holiday that the count never reached', () => {
    expect(ask(5, 'working-days', '2022-04-01').skipped).toEqual([]);
    expect(ask(1, 'working-days', '2022-04-18').skipped).toEqual([]);
  });

  test('counts back from an event and says before', () => {
    expect(ask(-7, 'working-days', '2022-04-22').explanation).toBe(
      '7 working days before Friday 22 April 2022: due Monday 11 April 2022. Good Friday (15 April 2022) and Easter Monday (18 April 2022) are not counted.',
    );
  });

  test('in months, weeks or days runs over every day and says where it ends on no working day', () => {
    expect(ask(6, 'months', '2021-08-31').explanation).toBe(
      '6 months from Tuesday 31 August 2021: due Monday 28 February 2022.',
    );
    expect(ask(6, 'weeks', '2021-10-04').due).toBe('2021-11-15');
    expect(ask(45, 'days', '2021-10-06').explanation).toContain(
      'due Saturday 20 November 2021. That is not a working day.',
    );
    expect(ask(3, 'months', '2022-01-15').explanation).toContain('That is a bank holiday: Good Friday.');
  });

  test('in hours counts hours that pass, through the night the clocks go back', () => {
    const found = ask72('2021-10-29', '16:30');
    expect(found.due).toBe('2021-11-01');
    expect(found.dueAt?.toISOString()).toBe('2021-11-01T15:30:00.000Z');
    expect(found.explanation).toBe(
      '72 hours from 4:30pm on Friday 29 October 2021: due 3:30pm on Monday 1 November 2021. The clocks went back on Sunday 31 October 2021; these are hours that pass.',
    );
  });

  test('and through the night they go forward', () => {
    const found = ask72('2022-03-25', '23:30');
    expect(found.due).toBe('2022-03-29');
    expect(found.explanation).toContain(
      'due 12:30am on Tuesday 29 March 2022. The clocks went forward on Sunday 27 March 2022',
    );
  });

  test('is 72 real hours from whatever moment, and says so in local time', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2021, 0, 5), max: Date.UTC(2022, 11, 20) }), (moment) => {
        const start = new Date(moment);
        const found = deadline({ amount: 72, unit: 'hours', start, calendar });
        expect((found.dueAt?.getTime() ?? 0) - moment).toBe(72 * 3_600_000);
        expect(found.due).toBe(londonDate(found.dueAt ?? start));
      }),
    );
  });

  function ask72(date: string, time: string) {
    return deadline({ amount: 72, unit: 'hours', start: londonMoment({ date, time }), calendar });
  }
});

describe('England’s clock', () => {
  test('takes the first of an hour that comes twice, and refuses an hour that never was', () => {
    expect(londonMoment({ date: '2021-10-31', time: '01:30' }).toISOString()).toBe('2021-10-31T00:30:00.000Z');
    expect(() => londonMoment({ date: '2021-03-28', time: '01:30' })).toThrow(
      'There was no 1:30am on Sunday 28 March 2021, because the clocks went forward',
    );
    expect(() => londonMoment({ date: '2021-03-28', time: '25:00' })).toThrow('not a time');
  });

  test('reads back every moment it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 11, 31) }), (moment) => {
        const minute = moment - (moment % 60_000);
        const read = londonMoment(londonClock(new Date(minute))).getTime();
        expect([minute, minute - 3_600_000]).toContain(read);
      }),
    );
  });

  test('has its own day after midnight in summer', () => {
    expect(londonDate(new Date('2021-07-31T23:30:00Z'))).toBe('2021-08-01');
    expect(londonDate(new Date('2021-12-31T23:30:00Z'))).toBe('2021-12-31');
  });

  test('is written as GOV.UK writes dates and times', () => {
    expect(longDate('2021-10-25')).toBe('Monday 25 October 2021');
    expect(dateInWords('2022-03-01')).toBe('1 March 2022');
    expect(['00:00', '00:05', '09:00', '12:00', '12:30', '16:30', '23:59'].map(timeInWords)).toEqual([
      'midnight',
      '12:05am',
      '9am',
      'midday',
      '12:30pm',
      '4:30pm',
      '11:59pm',
    ]);
    expect(momentInWords(new Date('2021-07-01T11:00:00Z'))).toBe('midday on Thursday 1 July 2021');
  });
});
