import { expect, test } from 'vitest';
import { addWorkingDays } from '../../platform/clocks/index.ts';
import { shippedCalendar, shippedWorkingDays } from './index.ts';

const CENSUS = ['child-and-family-assessment', 'initial-child-protection-conference'];

test('working days can be counted without a database', () => {
  // Good Friday and Easter Monday lie between.
  expect(addWorkingDays(shippedCalendar(), '2024-04-02', -1)).toBe('2024-03-28');
});

test.each(['2023-03-31', '2024-03-31', '2026-03-31'])('the limits in force on %s are those of their edition', (day) => {
  expect(shippedWorkingDays(CENSUS, day)).toEqual([45, 15]);
});

test('a limit that is not in working days, or not there, is not guessed', () => {
  for (const key of ['child-in-need-review', 'no-such-limit'])
    expect(() => shippedWorkingDays([key], '2024-03-31')).toThrow(`no limit ${key} in working days`);
});
