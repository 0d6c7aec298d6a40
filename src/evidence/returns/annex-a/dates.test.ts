import { expect, test } from 'vitest';
import { dayText } from '../day.ts';
import { dayOfText } from './dates.ts';

test.each([
  '31/01/2026',
  '31-1-26',
  '31.01.2026',
  '2026-01-31',
  '2026/1/31',
  '2026-01-31T00:00:00',
  '31/01/2026 00:00',
  '31 Jan 2026',
  '31-Jan-26',
  '31st January 2026',
  'Sat 31 January, 2026',
  'January 31, 2026',
  '20260131',
  '46053',
  '\u00a031/01/2026 ',
])('“%s” is 31 January 2026', (text) => expect(dayText(dayOfText(text))).toBe('2026-01-31'));

test.each(['01/31/2026', '31/02/2026', 'soon', '2026', '31/01', '32 Jan 2026'])('“%s” is no date', (text) =>
  expect(dayOfText(text)).toBeNaN(),
);
