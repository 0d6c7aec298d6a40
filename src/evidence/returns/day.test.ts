import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, dayOfWeek, isPlainDate } from '../../platform/clocks/index.ts';
import { dayOf, dayText, isWeekend, monthsAfter } from './day.ts';

const days = fc.integer({ min: dayOf('1000-01-01'), max: dayOf('9999-12-31') });

test('every day from the year 1000 to 9999 is read as it is written', () => {
  fc.assert(
    fc.property(days, (day) => {
      expect(dayOf(dayText(day))).toBe(day);
      expect(isWeekend(day)).toBe([0, 6].includes(dayOfWeek(dayText(day))));
    }),
  );
  expect(dayOf('1970-01-01')).toBe(0);
  expect(dayOf('2024-02-29')).toBe(19_782);
});

test('what is no day is none, exactly as the clocks see it', () => {
  const near = fc.tuple(fc.integer({ min: 990, max: 2100 }), fc.nat(14), fc.nat(33)).map((parts) => {
    const [year, month, day] = parts.map((part) => String(part).padStart(2, '0'));
    return `${year?.padStart(4, '0')}-${month}-${day}`;
  });
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ minLength: 10, maxLength: 10 })), (text) => {
      expect(!Number.isNaN(dayOf(text))).toBe(isPlainDate(text));
    }),
    { numRuns: 2000 },
  );
});

test('months keep within their length', () => {
  expect(dayText(monthsAfter(dayOf('2025-03-31'), 9))).toBe('2025-12-31');
  expect(dayText(monthsAfter(dayOf('2025-03-31'), -1))).toBe('2025-02-28');
});

test('months are added exactly as the clocks add them', () => {
  const near = fc.integer({ min: dayOf('1900-01-01'), max: dayOf('2100-12-31') });
  fc.assert(
    fc.property(near, fc.integer({ min: -600, max: 600 }), (day, months) => {
      expect(dayText(monthsAfter(day, months))).toBe(addMonths(dayText(day), months));
    }),
    { numRuns: 5000 },
  );
  expect(monthsAfter(Number.NaN, 12)).toBeNaN();
});
